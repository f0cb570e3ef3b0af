package dev.gantry.watchdog;

import static dev.gantry.tck.Eventually.eventually;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The process of mode http beside the watchdog as a program: lines, signals, exit codes. */
class HttpModeIT {

  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  /** Says so when it is asked to end, and ends. */
  private static final String POLITE =
      "sh -c 'trap \"echo asked to end; exit 0\" TERM; echo up; while :; do sleep 0.05; done'";

  @TempDir Path folder;

  @Test
  void logsWhatTheFunctionWrites() throws Exception {
    try (ForkedWatchdog forked = start("sh -c 'echo one; echo two >&2; sleep 1000'")) {
      eventually(
          () ->
              assertThat(forked.lines)
                  .anyMatch(line -> line.endsWith(" stdout: one"))
                  .anyMatch(line -> line.endsWith(" stderr: two")));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "exit 3 | 3 | exit status 3",
        "exit 0 | 0 | exit status 0",
        "kill -9 $$ | 137 | signal: killed",
        "cat; exit 4 | 4 | exit status 4"
      })
  void endsWithTheStatusOfItsFunction(String script, int code, String words) throws Exception {
    try (ForkedWatchdog forked = start("sh -c '" + script + "'")) {
      assertThat(forked.awaitExit()).isEqualTo(code);
      eventually(
          () ->
              assertThat(forked.lines)
                  .anyMatch(line -> line.endsWith("the function's process ended: " + words)));
      assertThat(folder.resolve(".lock")).doesNotExist();
    }
  }

  @Test
  void doesNotStartWithoutItsProgram() throws Exception {
    try (ForkedWatchdog forked = start("no-such-program")) {
      assertThat(forked.awaitExit()).isEqualTo(1);
      eventually(() -> assertThat(forked.lines).anyMatch(line -> line.contains("no-such-program")));
    }
  }

  @Test
  void asksTheFunctionToEndOnceItsCallsAreAnswered() throws Exception {
    CountDownLatch mayAnswer = new CountDownLatch(1);
    try (FakeUpstream upstream =
            FakeUpstream.playing(
                peer -> {
                  peer.request();
                  mayAnswer.await();
                  peer.send(OK);
                });
        ForkedWatchdog forked = start(POLITE, "http_upstream_url", upstream.url());
        Socket call = forked.connect("GET / HTTP/1.1\r\nHost: f\r\n\r\n")) {
      eventually(() -> assertThat(upstream.requests).hasSize(1));
      eventually(() -> assertThat(forked.lines).anyMatch(line -> line.endsWith(": up")));

      forked.terminate();
      eventually(
          () -> assertThat(forked.lines).anyMatch(line -> line.contains("SIGTERM received")));
      assertThat(forked.lines).noneMatch(line -> line.contains("asked to end"));
      mayAnswer.countDown();

      assertThat(new String(call.getInputStream().readAllBytes(), ISO_8859_1))
          .startsWith("HTTP/1.1 200 ")
          .endsWith("ok");
      assertThat(forked.awaitExit()).isZero();
      eventually(
          () ->
              assertThat(forked.lines)
                  .anyMatch(line -> line.endsWith(" stdout: asked to end"))
                  .noneMatch(line -> line.contains("Error")));
    }
  }

  @Test
  void killsAFunctionThatDoesNotEndInTime() throws Exception {
    try (ForkedWatchdog forked =
        start(
            "sh -c 'trap \"\" TERM; echo up; while :; do sleep 0.05; done'",
            "write_timeout",
            "1s")) {
      eventually(() -> assertThat(forked.lines).anyMatch(line -> line.endsWith(": up")));

      forked.terminate();

      assertThat(forked.awaitExit()).isZero();
      eventually(() -> assertThat(forked.lines).anyMatch(line -> line.endsWith("and was killed.")));
    }
  }

  private ForkedWatchdog start(String command, String... variables) throws Exception {
    Map<String, String> map = new HashMap<>(Map.of("port", "0", "metrics_port", "0"));
    map.putAll(
        Map.of("mode", "http", "fprocess", command, "http_upstream_url", "http://127.0.0.1:1"));
    for (int i = 0; i < variables.length; i += 2) {
      map.put(variables[i], variables[i + 1]);
    }
    return ForkedWatchdog.start(folder, map);
  }
}
