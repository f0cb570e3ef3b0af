package dev.gantry.watchdog.packaged;

import java.nio.file.Files;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Whether a root file system can be made here, and there is something to put into it. */
final class ScratchRootCondition implements ExecutionCondition {

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (!System.getProperty("user.name").equals("root")) {
      return skipped(context, "only root can mount file systems");
    }
    if (!Files.isExecutable(RuntimeFolder.PATH.resolve("fwatchdog"))) {
      return skipped(context, "there is no runtime folder, watchdog/runtime/build makes it");
    }
    if (!Files.isExecutable(ScratchRoot.BUSYBOX)) {
      return skipped(context, "the package busybox-static is not installed");
    }
    return ConditionEvaluationResult.enabled("as root, with a runtime folder");
  }

  static ConditionEvaluationResult skipped(ExtensionContext context, String reason) {
    System.out.println("skipped: " + context.getDisplayName() + ": " + reason);
    return ConditionEvaluationResult.disabled(reason);
  }
}
