package dev.gantry.watchdog.packaged;

import static dev.gantry.tck.Eventually.eventually;
import static dev.gantry.watchdog.packaged.HttpCalls.type;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract 3.1, the variables. */
@NeedsScratchRoot
class PackagedClassicSettingsIT {

  private static final String PARTIAL_REQUEST =
      "POST / HTTP/1.1\r\nHost: f\r\nContent-Length: 9\r\n\r\n";

  @Test
  void hasTheDefaultsOfTheContract() throws Exception {
    try (PackagedWatchdog watchdog =
        PackagedStart.exactly("PATH", "/bin", "fprocess", "cat")
            .in(Room.OWN_NETWORK)
            .start()
            .awaitReady()) {
      assertThat(watchdog.port()).isEqualTo(8080);
      assertThat(watchdog.metricsPort()).isEqualTo(8081);
      watchdog.awaitLine("Timeouts: read: 30s, write: 30s, hard: 0s, health: 0s.");
      watchdog.awaitLine("Writing lock-file to: /tmp/.lock");
    }
  }

  @Test
  void splitsTheCommandAsAShellDoesWithoutOne() throws Exception {
    try (PackagedWatchdog watchdog =
        PackagedWatchdog.start("fprocess", "printf '%s|' \"a b\" c\\ d '$HOME' *")) {
      assertThat(watchdog.calls().post("").body()).isEqualTo("a b|c d|$HOME|*|");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fprocess=",
        "read_timeout=soon",
        "cgi_headers=yes",
        "port=99999",
        "mode=afterburn"
      })
  void refusesWhatItCannotUse(String variable) throws Exception {
    String[] pair = variable.split("=", 2);
    try (PackagedWatchdog watchdog = PackagedStart.with("fprocess", "cat").and(pair).start()) {
      assertThat(watchdog.awaitExit()).isEqualTo(2);
      assertThat(watchdog.lines).anyMatch(line -> line.startsWith("  " + pair[0] + ": "));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"jwt_auth", "jwt_auth_debug", "jwt_auth_local"})
  void refusesToCheckTokens(String variable) throws Exception {
    try (PackagedWatchdog watchdog =
        PackagedStart.with("fprocess", "cat", variable, "true").start()) {
      assertThat(watchdog.awaitExit()).isEqualTo(2);
      assertThat(watchdog.lines).anyMatch(line -> line.contains(variable));
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1s", "250ms, 250ms"})
  void cutsARequestThatIsTooSlow(String limit, String shown) throws Exception {
    try (PackagedWatchdog watchdog =
        PackagedWatchdog.start("fprocess", "cat", "read_timeout", limit)) {
      watchdog.awaitLine("Timeouts: read: " + shown + ", ");

      assertThat(watchdog.calls().exchange(PARTIAL_REQUEST)).startsWith("HTTP/1.1 408 ");
    }
  }

  @Test
  void cutsACallThatOutlivesTheWriteTimeout() throws Exception {
    try (PackagedWatchdog watchdog =
        PackagedWatchdog.start("fprocess", "sleep 300", "write_timeout", "200ms")) {
      assertThat(watchdog.calls().exchange("GET / HTTP/1.1\r\nHost: f\r\n\r\n")).isEmpty();
    }
  }

  @Test
  void answers408WhenTheProcessOutlivesItsTime() throws Exception {
    try (PackagedWatchdog watchdog =
        PackagedWatchdog.start("fprocess", "sleep 300", "exec_timeout", "100ms")) {
      HttpResponse<String> answer = watchdog.calls().post("");

      assertThat(answer.statusCode()).isEqualTo(408);
      assertThat(answer.body()).isEqualTo("Killed process.\n");
    }
  }

  @Test
  void logsOutputAndHeadersWhenTold() throws Exception {
    try (PackagedWatchdog watchdog =
        PackagedWatchdog.start("fprocess", "cat", "write_debug", "1", "debug_headers", "true")) {
      watchdog.calls().post("a\nb\n", "Authorization", "Basic secret", "X-A", "1");

      eventually(
          () ->
              assertThat(watchdog.lines)
                  .anyMatch(line -> line.endsWith("stdout: a"))
                  .anyMatch(line -> line.endsWith("stdout: b"))
                  .anyMatch(line -> line.contains("X-A: 1"))
                  .noneMatch(line -> line.contains("secret")));
    }
  }

  @Test
  void logsNeitherByDefault() throws Exception {
    try (PackagedWatchdog watchdog = PackagedWatchdog.start("fprocess", "cat")) {
      watchdog.calls().post("body", "X-A", "1");
      watchdog.awaitLine("Wrote 4 Bytes");

      assertThat(watchdog.lines).noneMatch(line -> line.contains("body") || line.contains("X-A"));
    }
  }

  @Test
  void exportsNoHeadersWhenTold() throws Exception {
    try (PackagedWatchdog watchdog =
        PackagedWatchdog.start("fprocess", "env", "cgi_headers", "false")) {
      assertThat(watchdog.calls().post("", "X-A", "1").body())
          .doesNotContain("Http_")
          .contains("PATH=/bin\n");
    }
  }

  @Test
  void givesTheRequestAsJsonWhenTold() throws Exception {
    try (PackagedWatchdog watchdog =
        PackagedWatchdog.start("fprocess", "cat", "marshal_request", "true")) {
      assertThat(watchdog.calls().post("hello", "X-A", "1").body())
          .startsWith("{\"header\":{")
          .contains("\"X-A\":[\"1\"]")
          .endsWith(",\"body\":{\"raw\":\"aGVsbG8=\"}}");
    }
  }

  @Test
  void logsErrorsInsteadOfMergingThemWhenTold() throws Exception {
    try (PackagedWatchdog watchdog = PackagedWatchdog.shell("combine_output", "false")) {
      assertThat(watchdog.calls().post("echo out; echo err >&2").body()).isEqualTo("out\n");
      eventually(() -> assertThat(watchdog.lines).anyMatch(line -> line.endsWith("stderr: err")));
    }
  }

  @Test
  void forcesTheContentType() throws Exception {
    try (PackagedWatchdog watchdog =
        PackagedWatchdog.start("fprocess", "cat", "content_type", "application/x-mine")) {
      assertThat(type(watchdog.calls().post("a", "Content-Type", "text/css")))
          .isEqualTo("application/x-mine");
    }
  }

  @Test
  void refusesOneCallMoreThanAllowed() throws Exception {
    try (PackagedWatchdog watchdog =
            PackagedWatchdog.start("fprocess", "sleep 300", "max_inflight", "1");
        Socket first = watchdog.calls().connect("GET / HTTP/1.1\r\nHost: f\r\n\r\n")) {
      watchdog.awaitLine("Forking fprocess.");

      HttpResponse<String> answer = watchdog.calls().post("");

      assertThat(first.isConnected()).isTrue();
      assertThat(answer.statusCode()).isEqualTo(429);
      assertThat(type(answer)).isEqualTo("text/plain");
      assertThat(answer.headers().firstValue("X-OpenFaaS-Internal")).contains("faas-middleware");
      assertThat(answer.body()).contains("Concurrent request limit exceeded", "1");
    }
  }
}
