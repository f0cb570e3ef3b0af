package dev.gantry.watchdog.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every way of starting processes promises. */
@Timeout(60)
abstract class ProcessStarterContract {

  abstract ProcessStarter starter(ProcessLedger ledger);

  final ProcessStarter starter = starter(ProcessLedger.none());

  final ChildProcess shell(String script) throws IOException {
    return starter.start(Commands.shell(script));
  }

  @Test
  void passesInputAndOutput() throws Exception {
    try (ChildProcess process = shell("cat; echo end; exit 3")) {
      process.stdin().write("hello ".getBytes(UTF_8));
      process.stdin().close();

      assertThat(new String(process.stdout().readAllBytes(), UTF_8)).isEqualTo("hello end\n");
      assertThat(process.awaitExit()).isEqualTo(new ExitStatus.Exited(3));
    }
  }

  @Test
  void givesExactlyTheEnvironmentOfTheCommand() throws Exception {
    try (ChildProcess process = starter.start(Commands.of("env"))) {
      assertThat(new String(process.stdout().readAllBytes(), UTF_8))
          .isEqualTo("PATH=" + Commands.PATH + "\n");
    }
  }

  @Test
  void namesTheProgramThatIsNotInThePath() {
    assertThatThrownBy(() -> starter.start(Commands.of("no-such-program-here")))
        .isInstanceOf(ProcessStartException.class)
        .hasMessage(
            "cannot start 'no-such-program-here': no such program in PATH (%s)", Commands.PATH);
  }

  @Test
  void killsTheProcessWhenClosed() throws Exception {
    ChildProcess process = shell("sleep 1000");
    process.close();

    assertThat(process.awaitExit()).isEqualTo(new ExitStatus.Signaled(9));
    assertThat(ProcessHandle.of(process.pid())).isEqualTo(Optional.empty());
  }
}
