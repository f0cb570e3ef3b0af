package dev.gantry.docker;

import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Whether a Docker engine answers; {@code tools/with-docker} starts one. */
final class EngineCondition implements ExecutionCondition {

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    try (EngineConnection engine = EngineConnection.open(Optional.empty())) {
      engine.client().pingCmd().exec();
      return ConditionEvaluationResult.enabled("an engine answers");
    } catch (RuntimeException none) {
      String reason = EngineFault.reason(none);
      context.publishReportEntry("skipped", reason);
      return ConditionEvaluationResult.disabled(reason);
    }
  }
}
