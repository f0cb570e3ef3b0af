package dev.gantry.watchdog.packaged;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract 3.2, {@code mode=http}: one watchdog in front of {@code upstream.c} on a TCP port. */
@NeedsScratchRoot
class PackagedHttpIT {

  @TempDir static Path programs;

  private static PackagedWatchdog watchdog;
  private static HttpCalls calls;

  @BeforeAll
  static void start() throws Exception {
    String port = FreePort.find();
    watchdog =
        PackagedStart.with("mode", "http", "fprocess", "upstream " + port)
            .and("http_upstream_url", "http://127.0.0.1:" + port, "log_call_id", "1")
            .containing("/bin/upstream", TestProgram.upstream(programs))
            .start()
            .awaitReady();
    calls = watchdog.calls();
  }

  @AfterAll
  static void stop() {
    if (watchdog != null) {
      watchdog.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"})
  void relaysAllMethods(String method) throws Exception {
    assertThat(calls.send(method, "/a", "").body()).startsWith(method + " /a HTTP/1.1\r\n");
  }

  @Test
  void relaysHeadWithoutABody() throws Exception {
    assertThat(calls.exchange("HEAD /status/200 HTTP/1.1\r\nHost: f\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 200 ")
        .doesNotContain("chosen");
  }

  @Test
  void relaysPathQueryFieldsAndBody() throws Exception {
    String body = calls.send("POST", "/a%20b?x=1&y", "hello", "X-A", "1", "X-A", "2").body();

    assertThat(body)
        .startsWith("POST /a%20b?x=1&y HTTP/1.1\r\n")
        .contains("X-A: 1\r\n", "X-A: 2\r\n", "Host: 127.0.0.1:" + watchdog.port() + "\r\n")
        .endsWith("\r\n\r\nhello");
  }

  @Test
  void relaysAChunkedBodyAsOne() throws Exception {
    assertThat(calls.postPieces("abc", "de"))
        .containsIgnoringCase("Transfer-Encoding: chunked")
        .contains("abcde");
  }

  @Test
  void passesTheAnswerOnWithTheDuration() throws Exception {
    HttpResponse<String> answer = calls.get("/status/418");

    assertThat(answer.statusCode()).isEqualTo(418);
    assertThat(answer.body()).isEqualTo("chosen");
    assertThat(answer.headers().firstValue("X-Mine")).contains("yes");
    assertThat(answer.headers().firstValue("X-Duration-Seconds").orElseThrow())
        .matches("[0-9]+\\.[0-9]{6}");
  }

  @Test
  void doesNotFollowRedirects() throws Exception {
    HttpResponse<String> answer = calls.get("/status/302");

    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("Location")).contains("/elsewhere");
  }

  @Test
  void keepsConnectionsToTheFunction() throws Exception {
    // One after the other, for a call gives its connection back behind its answer.
    String get = "GET /status/200 HTTP/1.1\r\nHost: f\r\n";
    String answers =
        calls.exchange(get + "\r\n" + get + "\r\n" + get + "Connection: close\r\n\r\n");

    List<String> connections =
        answers.lines().filter(line -> line.startsWith("X-Connection: ")).toList();
    assertThat(connections).hasSize(3);
    assertThat(connections).containsOnly(connections.getFirst());
  }

  @Test
  void streamsServerSentEvents() throws Exception {
    try (Socket client =
        calls.connect("GET /events HTTP/1.1\r\nHost: f\r\nConnection: close\r\n\r\n")) {
      String first = HttpCalls.readUntil(client, "data: one\n\n");
      // The second is only written once there is this file.
      Files.createFile(watchdog.inside("/tmp/go"));

      assertThat(first).containsIgnoringCase("Content-Type: text/event-stream");
      assertThat(HttpCalls.readAll(client)).contains("data: two\n\n");
    }
  }

  @Test
  void passesAnUpgradeThrough() throws Exception {
    try (Socket client =
        calls.connect(
            "GET /upgrade HTTP/1.1\r\nHost: f\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n")) {
      assertThat(HttpCalls.readUntil(client, "\r\n\r\n"))
          .startsWith("HTTP/1.1 101 ")
          .containsIgnoringCase("Upgrade: websocket");
      client.getOutputStream().write(new byte[] {'p', 'i', 'n', 'g', 0, '\n'});

      assertThat(HttpCalls.readUntil(client, "\n")).isEqualTo("ping\0\n");
    }
  }

  @Test
  void answers504WhenTheCallersOwnTimeIsOver() throws Exception {
    HttpResponse<String> answer = calls.get("/slow", "X-Timeout", "100ms");

    assertThat(answer.statusCode()).isEqualTo(504);
    assertThat(answer.headers().firstValue("X-OpenFaaS-Internal")).contains("of-watchdog");
  }

  @Test
  void refusesATimeThatIsNone() throws Exception {
    assertThat(calls.get("/", "X-Timeout", "soon").statusCode()).isEqualTo(400);
  }

  @Test
  void answers500WhenTheFunctionSaysNothing() throws Exception {
    HttpResponse<String> closed = calls.get("/close");

    assertThat(closed.statusCode()).isEqualTo(500);
    assertThat(closed.headers().firstValue("X-OpenFaaS-Internal")).contains("of-watchdog");
  }

  @Test
  void logsMethodPathStatusLengthTimeAndCallId() throws Exception {
    calls.get("/status/200?x=1", "X-Call-Id", "logged");
    calls.get("/status/201", "User-Agent", "kube-probe/1.30");
    calls.get("/status/202", "X-Call-Id", "last");

    watchdog.awaitLine("[last]");
    eventually(
        () ->
            assertThat(watchdog.lines)
                .anyMatch(
                    line ->
                        line.matches(
                            PackagedClassicIT.DATED
                                + "GET /status/200\\?x=1 - 200 - ContentLength: 6"
                                + " \\([0-9.]+s\\) \\[logged]"))
                .noneMatch(line -> line.contains("/status/201")));
  }

  @Test
  void logsWhatTheFunctionWrites() throws Exception {
    calls.get("/print");

    eventually(
        () ->
            assertThat(watchdog.lines)
                .anyMatch(line -> line.endsWith("stdout: upstream to stdout"))
                .anyMatch(line -> line.endsWith("stderr: upstream to stderr")));
  }

  @Test
  void isReadyWithoutAPathToAsk() throws Exception {
    assertThat(calls.get("/_/ready").statusCode()).isEqualTo(200);
    assertThat(calls.get("/_/health").statusCode()).isEqualTo(200);
    assertThat(calls.send("POST", "/_/ready", "").statusCode()).isEqualTo(405);
  }
}
