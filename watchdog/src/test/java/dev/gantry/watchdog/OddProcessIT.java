package dev.gantry.watchdog;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of odd processes in docs/watchdog.md: those odd in what they read and write. */
class OddProcessIT {

  private static final String LARGE = "x".repeat(2_000_000);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"", "streaming", "serializing"})
  void mayNeverReadItsInput(String mode) throws Exception {
    try (RunningWatchdog running = RunningWatchdog.script("echo done", "mode", mode)) {
      HttpResponse<String> answer = running.post(LARGE);

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("done\n");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "streaming", "serializing"})
  void mayCloseItsInputEarly(String mode) throws Exception {
    try (RunningWatchdog running =
        RunningWatchdog.script("head -c 3; exec <&-; sleep 0.1; echo .", "mode", mode)) {
      HttpResponse<String> answer = running.post(LARGE);

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("xxx.\n");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "streaming", "serializing"})
  void mayWriteBeforeItReads(String mode) throws Exception {
    try (RunningWatchdog running =
        RunningWatchdog.script("head -c 1000000 /dev/zero; cat", "mode", mode)) {
      assertThat(running.post(LARGE).body()).hasSize(3_000_000);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "streaming", "serializing"})
  void mayCloseItsOutputEarly(String mode) throws Exception {
    Path done = folder.resolve("done");
    try (RunningWatchdog running =
        RunningWatchdog.script(
            "echo early; exec >&- 2>&-; sleep 0.2; touch " + done, "mode", mode)) {
      HttpResponse<String> answer = running.post("");

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("early\n");
      assertThat(done).exists();
    }
  }

  @Test
  void mayWriteToErrorsOnly() throws Exception {
    try (RunningWatchdog running = RunningWatchdog.script("echo only >&2")) {
      assertThat(running.post("").body()).isEqualTo("only\n");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"streaming", "serializing"})
  void mayWriteToErrorsOnlyWhereTheyAreLogged(String mode) throws Exception {
    try (RunningWatchdog running = RunningWatchdog.script("echo only >&2", "mode", mode)) {
      HttpResponse<String> answer = running.post("");

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEmpty();
      eventually(() -> assertThat(running.lines).contains("stderr: only"));
    }
  }

  @Test
  void mayWriteErrorsWithoutEndOrLine() throws Exception {
    try (RunningWatchdog running =
        RunningWatchdog.script(
            "head -c 200000 /dev/zero | tr \"\\0\" e >&2; echo ok",
            "combine_output",
            "false",
            "log_buffer_size",
            "1000")) {
      assertThat(running.post("").body()).isEqualTo("ok\n");
      eventually(
          () ->
              assertThat(running.lines.stream().filter(line -> line.startsWith("stderr: ")))
                  .hasSize(200)
                  .allSatisfy(line -> assertThat(line).hasSize(1008)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "streaming", "serializing"})
  void mayNotBeThereAtAll(String mode) throws Exception {
    try (RunningWatchdog running =
        RunningWatchdog.start("fprocess", "no-such-program-here", "mode", mode)) {
      HttpResponse<String> answer = running.post(LARGE);

      assertThat(answer.statusCode()).isEqualTo(500);
      assertThat(answer.body()).contains("no-such-program-here");
      eventually(() -> assertThat(running.watchdog.callsInFlight()).isZero());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "streaming", "serializing"})
  void mayHaveMoreVariablesThanTheSystemTakes(String mode) throws Exception {
    String[] variables = new String[100];
    for (int i = 0; i < variables.length; i += 2) {
      variables[i] = "large" + i;
      variables[i + 1] = "x".repeat(120_000);
    }
    try (RunningWatchdog running = RunningWatchdog.script("echo ok", variables)) {
      HttpResponse<String> answer = running.post("");

      assertThat(answer.statusCode()).isEqualTo(500);
      assertThat(answer.body()).contains("cannot start");
    }
  }

  @Test
  void isAnsweredForBeforeASlowClientHasSentEverything() throws Exception {
    try (RunningWatchdog running = RunningWatchdog.script("exit 0");
        Socket client =
            running.connect("POST / HTTP/1.1\r\nHost: f\r\nContent-Length: 100\r\n\r\nabc")) {
      byte[] start = client.getInputStream().readNBytes(12);

      assertThat(new String(start, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 200");
    }
  }
}
