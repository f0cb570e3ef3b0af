package dev.gantry.engine;

import java.io.IOException;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Whether a Docker engine answers; {@code tools/with-docker} starts one. */
final class EngineCondition implements ExecutionCondition {

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    try {
      if (Program.run("docker", "info").status() == 0) {
        return ConditionEvaluationResult.enabled("an engine answers");
      }
      return skipped(context, "no Docker engine answers");
    } catch (IOException e) {
      return skipped(context, "Docker is not installed");
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ConditionEvaluationResult skipped(ExtensionContext context, String reason) {
    context.publishReportEntry("skipped", reason);
    return ConditionEvaluationResult.disabled(reason);
  }
}
