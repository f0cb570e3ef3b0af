package dev.gantry.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.watchdog.process.ExitStatus;
import org.junit.jupiter.api.Test;

/** The exit codes of docs/watchdog.md. */
class EndTest {

  @Test
  void isToldByTheExitCode() {
    assertThat(new End.Done().exitCode()).isZero();
    assertThat(new End.Failed().exitCode()).isEqualTo(1);
    assertThat(new End.Misused().exitCode()).isEqualTo(2);
    assertThat(new End.CutOff(15).exitCode()).isEqualTo(143);
    assertThat(new End.ProcessEnded(new ExitStatus.Exited(7)).exitCode()).isEqualTo(7);
    assertThat(new End.ProcessEnded(new ExitStatus.Signaled(9)).exitCode()).isEqualTo(137);
  }
}
