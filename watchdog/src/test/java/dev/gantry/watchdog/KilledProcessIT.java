package dev.gantry.watchdog;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of odd processes in docs/watchdog.md: those that have to be killed. */
class KilledProcessIT {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"", "serializing"})
  void isKilledWhenItWritesWithoutEnd(String mode) throws Exception {
    try (RunningWatchdog running =
        RunningWatchdog.start(
            "fprocess",
            "yes",
            "mode",
            mode,
            "spill_limit",
            "4Mi",
            "spill_dir",
            folder.toString())) {
      HttpResponse<String> answer = running.post("");

      assertThat(answer.statusCode()).isEqualTo(500);
      assertThat(answer.body()).contains("spill_limit of 4194304 bytes");
      eventually(() -> assertThat(running.watchdog.callsInFlight()).isZero());
    }
  }

  @Test
  void streamsWithoutEndUntilItsTimeIsOver() throws Exception {
    try (RunningWatchdog running =
        RunningWatchdog.start("fprocess", "yes", "mode", "streaming", "exec_timeout", "300ms")) {
      String answer = StreamingModeIT.answerThatContains("y\ny\n", running);

      assertThat(answer).startsWith("HTTP/1.1 200 ").doesNotEndWith("0\r\n\r\n");
      eventually(() -> assertThat(running.watchdog.callsInFlight()).isZero());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "streaming", "serializing"})
  void isKilledWithItsGroupWhenTheClientGoes(String mode) throws Exception {
    Path pid = folder.resolve("pid");
    try (RunningWatchdog running =
        RunningWatchdog.script("sleep 300 & echo $! > " + pid + "; echo x; wait", "mode", mode)) {
      try (Socket client =
          running.connect("POST / HTTP/1.1\r\nHost: f\r\nContent-Length: 1\r\n\r\na")) {
        eventually(() -> assertThat(pid).isNotEmptyFile());
        assertThat(client.isConnected()).isTrue();
      }

      Gone.assertThatIsGone(pid);
      eventually(() -> assertThat(running.watchdog.callsInFlight()).isZero());
    }
  }

  @Test
  void isKilledWithItsGroupWhenTheClientGoesWhileItSends() throws Exception {
    Path pid = folder.resolve("pid");
    try (RunningWatchdog running =
        RunningWatchdog.script("sleep 300 & echo $! > " + pid + "; cat >/dev/null; wait")) {
      try (Socket client =
          running.connect("POST / HTTP/1.1\r\nHost: f\r\nContent-Length: 100\r\n\r\na")) {
        eventually(() -> assertThat(pid).isNotEmptyFile());
        assertThat(client.isConnected()).isTrue();
      }

      Gone.assertThatIsGone(pid);
    }
  }

  @Test
  void isKilledWithItsGroupWhenItsTimeIsOver() throws Exception {
    Path pid = folder.resolve("pid");
    try (RunningWatchdog running =
        RunningWatchdog.script(
            "trap \"\" TERM; sleep 300 & echo $! > " + pid + "; wait", "exec_timeout", "300ms")) {
      eventually(
          () -> {
            assertThat(running.post("").statusCode()).isEqualTo(408);
            // On a busy machine the time may be over before the process has come that far.
            assertThat(pid).isNotEmptyFile();
          });
      Gone.assertThatIsGone(pid);
    }
  }
}
