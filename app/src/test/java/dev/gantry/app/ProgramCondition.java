package dev.gantry.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Whether the programs of {@link NeedsProgram} are there. */
final class ProgramCondition implements ExecutionCondition {

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    List<String> missing =
        AnnotationSupport.findAnnotation(context.getElement(), NeedsProgram.class).stream()
            .flatMap(needed -> Arrays.stream(needed.value()))
            .filter(program -> !isThere(program))
            .toList();
    if (missing.isEmpty()) {
      return ConditionEvaluationResult.enabled("everything is there");
    }
    String reason = String.join(", ", missing) + " is not there";
    System.out.println("skipped: " + context.getDisplayName() + ": " + reason);
    return ConditionEvaluationResult.disabled(reason);
  }

  private static boolean isThere(String program) {
    boolean installed =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":", -1))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    return installed && (!program.equals("docker") || answers());
  }

  private static boolean answers() {
    try {
      return Command.run("docker", "info").status() == 0;
    } catch (IOException unusable) {
      return false;
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }
}
