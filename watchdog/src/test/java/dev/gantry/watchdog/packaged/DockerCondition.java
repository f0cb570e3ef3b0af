package dev.gantry.watchdog.packaged;

import java.io.IOException;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Whether a Docker engine answers; {@code tools/with-docker} starts one. */
final class DockerCondition implements ExecutionCondition {

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    try {
      if (Command.run("docker", "info").status() == 0) {
        return ConditionEvaluationResult.enabled("an engine answers");
      }
      return ScratchRootCondition.skipped(context, "no Docker engine answers");
    } catch (IOException e) {
      return ScratchRootCondition.skipped(context, "Docker is not installed");
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
