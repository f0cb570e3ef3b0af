package dev.gantry.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.docker.BuildEvent.Cached;
import dev.gantry.docker.BuildEvent.Line;
import dev.gantry.docker.BuildEvent.Step;
import dev.gantry.docker.BuildOutcome.Built;
import dev.gantry.docker.BuildOutcome.Failed;
import dev.gantry.docker.BuildOutcome.StepFailed;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BuildLogTest {

  private final List<BuildEvent> events = new ArrayList<>();
  private final BuildLog log = new BuildLog(events::add);

  @Test
  void understandsWhatAnEngineWrites() {
    log.text("Step 1/2 : FROM scratch\n");
    log.text(" ---> \nStep 2/2 : RUN x\n ---> Using ca");
    log.text("che\n ---> Running in 0a1b2c\n\u001b[91mwarning\u001b[0m\r\n\n");
    log.text("Removing intermediate container 0a1b2c\nSuccessfully built 0a1b2c3d4e5f\n");
    log.text("Successfully tagged a:1\n");

    assertThat(events)
        .containsExactly(
            new Step(1, 2, "FROM scratch"),
            new Step(2, 2, "RUN x"),
            new Cached(),
            new Line("warning"));
    assertThat(log.outcome("")).isEqualTo(new Built("0a1b2c3d4e5f"));
  }

  @Test
  void saysEachChangeOfALayerOnce() {
    log.status("", "Pulling from library/base");
    log.status("1a", "Downloading");
    log.status("1a", "Downloading");
    log.status("1a", "Pull complete");

    assertThat(events)
        .containsExactly(
            new Line("Pulling from library/base"),
            new Line("1a: Downloading"),
            new Line("1a: Pull complete"));
  }

  @Test
  void keepsTheLastLinesOfTheStepThatFailed() {
    log.text("Step 1/2 : RUN a\nof the first\nStep 2/2 : RUN b\n");
    IntStream.range(0, 60).forEach(i -> log.text("line " + i + "\n"));
    log.failed("\u001b[31mreturned a non-zero code: 1\u001b[0m");

    assertThat(log.outcome(""))
        .isInstanceOfSatisfying(
            StepFailed.class,
            failed -> {
              assertThat(failed.step()).isEqualTo(new Step(2, 2, "RUN b"));
              assertThat(failed.why()).isEqualTo("returned a non-zero code: 1");
              assertThat(failed.output()).hasSize(50).startsWith("line 10").endsWith("line 59");
            });
  }

  @Test
  void saysWhyNothingBegan() {
    assertThat(log.outcome("no engine")).isEqualTo(new Failed("no engine"));
    assertThat(new BuildLog(events::add).outcome(""))
        .isEqualTo(new Failed("the engine ended the build without a word"));
  }
}
