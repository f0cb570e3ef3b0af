package dev.gantry.watchdog.packaged;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Contract 3.2, {@code mode=http}: variables, and how it ends; the function is on a Unix socket.
 */
@NeedsScratchRoot
class PackagedHttpSettingsIT {

  @TempDir static Path programs;

  @Test
  void relaysToAUnixSocket() throws Exception {
    try (PackagedWatchdog watchdog = start()) {
      assertThat(watchdog.calls().post("hello").body())
          .startsWith("POST / HTTP/1.1\r\n")
          .endsWith("hello");
    }
  }

  @ParameterizedTest
  @CsvSource({"http_buffer_req_body", "buffer_http"})
  void buffersTheBodyWhenTold(String name) throws Exception {
    try (PackagedWatchdog watchdog = start(name, "true")) {
      assertThat(watchdog.calls().postPieces("abc", "de"))
          .containsIgnoringCase("content-length: 5\r\n")
          .doesNotContainIgnoringCase("transfer-encoding")
          .endsWith("\r\n\r\nabcde");
    }
  }

  @Test
  void answers504WhenTheTimeOfCallsIsOver() throws Exception {
    try (PackagedWatchdog watchdog = start("exec_timeout", "200ms")) {
      // A function that does not listen yet when the time is over is another case.
      eventually(() -> assertThat(watchdog.calls().get("/_/ready").statusCode()).isEqualTo(200));

      HttpResponse<String> answer = watchdog.calls().get("/slow", "X-Timeout", "1h");

      assertThat(answer.statusCode()).isEqualTo(504);
      assertThat(answer.headers().firstValue("X-OpenFaaS-Internal")).contains("of-watchdog");
    }
  }

  @Test
  void answers500WhenNobodyListens() throws Exception {
    try (PackagedWatchdog watchdog =
        PackagedWatchdog.start(
            "mode",
            "http",
            "fprocess",
            "sleep 300",
            "upstream_url",
            "unix:/tmp/nobody",
            "exec_timeout",
            "5s")) {
      HttpResponse<String> answer = watchdog.calls().get("/", "X-Timeout", "100ms");

      assertThat(answer.statusCode()).isIn(500, 504);
      assertThat(answer.headers().firstValue("X-OpenFaaS-Internal")).contains("of-watchdog");
    }
  }

  @Test
  void asksTheFunctionWhetherItIsReady() throws Exception {
    try (PackagedWatchdog watchdog = start("ready_path", "/ready")) {
      HttpCalls calls = watchdog.calls();
      // A call waits for the function to listen, a probe does not.
      assertThat(calls.get("/").statusCode()).isEqualTo(200);
      assertThat(calls.get("/_/ready").statusCode()).isEqualTo(503);

      Files.createFile(watchdog.inside("/tmp/ready"));

      assertThat(calls.get("/_/ready").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void refusesOneCallMoreThanAllowed() throws Exception {
    try (PackagedWatchdog watchdog = start("max_inflight", "1")) {
      HttpCalls calls = watchdog.calls();
      try (Socket slow = calls.connect("GET /slow HTTP/1.1\r\nHost: f\r\n\r\n")) {
        // A probe takes no place, so it cannot be the reason why the slow call is refused.
        eventually(() -> assertThat(calls.get("/_/ready").statusCode()).isEqualTo(429));
        assertThat(calls.get("/").statusCode()).isEqualTo(429);
        assertThat(slow.isConnected()).isTrue();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"/exit/0, 0", "/exit/7, 7", "/kill/9, 137"})
  void endsAsItsFunctionEnds(String path, int status) throws Exception {
    try (PackagedWatchdog watchdog = start()) {
      Socket call = watchdog.calls().connect("GET " + path + " HTTP/1.1\r\nHost: f\r\n\r\n");
      // A client that goes may go before its request has come to the function.
      try (call) {
        assertThat(watchdog.awaitExit()).isEqualTo(status);
      }
    }
  }

  @Test
  void passesSigtermOnOnceCallsAreFinished() throws Exception {
    try (PackagedWatchdog watchdog = start();
        Socket call = watchdog.calls().connect("GET /events HTTP/1.1\r\nHost: f\r\n\r\n")) {
      HttpCalls.readUntil(call, "data: one\n\n");
      watchdog.signal("TERM");
      watchdog.awaitLine("SIGTERM received");
      Files.createFile(watchdog.inside("/tmp/go"));

      assertThat(HttpCalls.readUntil(call, "0\r\n\r\n")).contains("data: two");
      assertThat(watchdog.awaitExit()).isZero();
      assertThat(watchdog.lines).anyMatch(line -> line.contains("upstream: SIGTERM"));
    }
  }

  @Test
  void marksNothingOfTheFunctionWhenTold() throws Exception {
    try (PackagedWatchdog watchdog = start("prefix_logs", "false")) {
      watchdog.calls().get("/print");

      eventually(
          () -> assertThat(watchdog.lines).contains("upstream to stdout", "upstream to stderr"));
    }
  }

  @Test
  void refusesToStartWithoutAnAddressOrACommand() throws Exception {
    try (PackagedWatchdog watchdog = PackagedStart.with("mode", "http").start()) {
      assertThat(watchdog.awaitExit()).isEqualTo(2);
      assertThat(watchdog.lines)
          .anyMatch(line -> line.contains("fprocess: not set"))
          .anyMatch(line -> line.contains("upstream_url: not set"));
    }
  }

  private static PackagedWatchdog start(String... variables) throws Exception {
    return PackagedStart.with("mode", "http", "fprocess", "upstream /tmp/up.sock")
        .and("upstream_url", "unix:/tmp/up.sock")
        .and(variables)
        .containing("/bin/upstream", TestProgram.upstream(programs))
        .start()
        .awaitReady();
  }
}
