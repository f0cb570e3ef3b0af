package dev.gantry.watchdog.process;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** This JVM inherits orphans for the length of a test, as the first process of a container does. */
class OrphansTest {

  private static final int PR_SET_CHILD_SUBREAPER = 36;
  private static final CFunction PRCTL = CFunction.find("prctl");

  private final Orphans orphans = new Orphans();
  private final ProcessStarter starter = new SpawnStarter(orphans);

  @BeforeEach
  void inherit() {
    setSubreaper(1);
  }

  @AfterEach
  void inheritNoMore() {
    setSubreaper(0);
  }

  @Test
  void collectsWhatAnEndedProcessLeft() throws Exception {
    long orphan;
    try (ChildProcess process = starter.start(Commands.shell("sleep 1000 & echo $!"))) {
      orphan = Long.parseLong(Text.line(process.stdout()));
      process.awaitExit();
    }
    eventually(() -> assertThat(Proc.state(orphan)).isEqualTo('Z'));

    eventually(
        () -> {
          orphans.collect();
          assertThat(Proc.isGone(orphan)).isTrue();
        });
  }

  @Test
  void leavesProcessesToWhoStartedThem() throws Exception {
    try (ChildProcess process = starter.start(Commands.shell("exit 3"))) {
      eventually(() -> assertThat(Proc.state(process.pid())).isEqualTo('Z'));

      orphans.collect();
      orphans.collect();

      assertThat(process.awaitExit()).isEqualTo(new ExitStatus.Exited(3));
    }
  }

  private static void setSubreaper(long value) {
    try (Scratch scratch = Scratch.borrow()) {
      assertThat(PRCTL.call(scratch, PR_SET_CHILD_SUBREAPER, value, 0)).isZero();
    }
  }
}
