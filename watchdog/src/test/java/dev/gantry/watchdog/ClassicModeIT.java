package dev.gantry.watchdog;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract 3.1, row by row, with real sockets and processes. */
class ClassicModeIT {

  @Test
  void answersWithTheOutputOfTheProcess() throws Exception {
    try (RunningWatchdog running = RunningWatchdog.start("fprocess", "tr a-z A-Z")) {
      HttpResponse<String> answer = running.post("hello");

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("HELLO");
      assertThat(answer.headers().firstValue("X-Duration-Seconds").orElseThrow())
          .matches("[0-9]+\\.[0-9]{6}");
      assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(5);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
  void givesTheBodyToTheProcess(String method) throws Exception {
    try (RunningWatchdog running = RunningWatchdog.start("fprocess", "cat")) {
      assertThat(running.send(method, "/", "body").body()).isEqualTo("body");
    }
  }

  @Test
  void runsWithoutInputForGet() throws Exception {
    try (RunningWatchdog running = RunningWatchdog.start("fprocess", "wc -c")) {
      HttpResponse<String> answer = running.send("GET", "/", "ignored");

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body().strip()).isEqualTo("0");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"HEAD", "OPTIONS", "TRACE", "PROPFIND"})
  void refusesOtherMethods(String method) throws Exception {
    try (RunningWatchdog running = RunningWatchdog.start("fprocess", "cat")) {
      HttpResponse<String> answer = running.send(method, "/", "");

      assertThat(answer.statusCode()).isEqualTo(405);
      assertThat(answer.headers().firstValue("Allow")).contains("GET, POST, PUT, PATCH, DELETE");
      assertThat(running.lines).isEmpty();
    }
  }

  @Test
  void answers500WithTheExitStatusAndTheOutput() throws Exception {
    try (RunningWatchdog running = RunningWatchdog.script("echo out; echo err >&2; exit 3")) {
      HttpResponse<String> answer = running.post("");

      assertThat(answer.statusCode()).isEqualTo(500);
      assertThat(answer.body()).isEqualTo("exit status 3\nout\nerr\n");
    }
  }

  @Test
  void answers500WithTheSignal() throws Exception {
    try (RunningWatchdog running = RunningWatchdog.script("kill -9 $$")) {
      HttpResponse<String> answer = running.post("");

      assertThat(answer.statusCode()).isEqualTo(500);
      assertThat(answer.body()).isEqualTo("signal: killed\n");
    }
  }

  @Test
  void answers408WhenTheFunctionOutlivesItsTime() throws Exception {
    try (RunningWatchdog running =
        RunningWatchdog.script("echo partial; sleep 300", "exec_timeout", "100ms")) {
      HttpResponse<String> answer = running.post("");

      assertThat(answer.statusCode()).isEqualTo(408);
      assertThat(answer.body()).isEqualTo("Killed process.\n");
    }
  }

  @Test
  void answersForAnExecTimeoutThatIsAsLongAsTheWriteTimeout() throws Exception {
    try (RunningWatchdog running =
        RunningWatchdog.script("sleep 300", "exec_timeout", "200ms", "write_timeout", "200ms")) {
      assertThat(running.post("").statusCode()).isEqualTo(408);
    }
  }

  @Test
  void answers400ForABodyThatCannotBeRead() throws Exception {
    try (RunningWatchdog running = RunningWatchdog.start("fprocess", "cat");
        Socket client =
            running.connect(
                "POST / HTTP/1.1\r\nHost: f\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nabcd\r\nxyz\r\n")) {
      assertThat(read(client)).startsWith("HTTP/1.1 400 ");
      eventually(() -> assertThat(running.watchdog.callsInFlight()).isZero());
    }
  }

  @Test
  void logsErrorsInsteadOfMergingThem() throws Exception {
    try (RunningWatchdog running =
        RunningWatchdog.script("echo out; echo err >&2", "combine_output", "false")) {
      assertThat(running.post("").body()).isEqualTo("out\n");
      eventually(() -> assertThat(running.lines).contains("stderr: err"));
    }
  }

  @Test
  void forcesTheContentType() throws Exception {
    try (RunningWatchdog running =
        RunningWatchdog.start("fprocess", "cat", "content_type", "application/x-mine")) {
      assertThat(type(running.post("a", "Content-Type", "text/css")))
          .isEqualTo("application/x-mine");
    }
  }

  @Test
  void returnsTheContentTypeOfTheRequest() throws Exception {
    try (RunningWatchdog running = RunningWatchdog.start("fprocess", "cat")) {
      assertThat(type(running.post("{}", "Content-Type", "application/json")))
          .isEqualTo("application/json");
    }
  }

  @Test
  void guessesTheContentTypeOtherwise() throws Exception {
    try (RunningWatchdog running = RunningWatchdog.start("fprocess", "cat")) {
      assertThat(type(running.post("<html><p>"))).isEqualTo("text/html; charset=utf-8");
      assertThat(type(running.post("plain"))).isEqualTo("text/plain; charset=utf-8");
    }
  }

  @Test
  void exportsTheRequestAsVariables() throws Exception {
    try (RunningWatchdog running = RunningWatchdog.start("fprocess", "env", "mine", "yes")) {
      String body = running.send("POST", "/a/b?x=1&y", "12345", "X-Call-Id", "c 1").body();

      assertThat(body.lines())
          .contains(
              "mine=yes",
              "Http_Method=POST",
              "Http_Path=/a/b",
              "Http_Query=x=1&y",
              "Http_X_Call_Id=c 1",
              "Http_Content_Length=5",
              "Http_ContentLength=5",
              "Http_Host=127.0.0.1:" + running.watchdog.address().getPort());
    }
  }

  @Test
  void exportsNothingWhenTold() throws Exception {
    try (RunningWatchdog running =
        RunningWatchdog.start("fprocess", "env", "cgi_headers", "false")) {
      assertThat(running.post("", "X-A", "1").body()).doesNotContain("Http_");
    }
  }

  @Test
  void refusesAPathWithANewline() throws Exception {
    try (RunningWatchdog running = RunningWatchdog.start("fprocess", "env")) {
      assertThat(running.get("/a%0aHttp_Method=DELETE").statusCode()).isEqualTo(400);
      assertThat(running.get("/a%00").statusCode()).isEqualTo(400);
    }
  }

  @Test
  void givesTheRequestAsJsonWhenTold() throws Exception {
    try (RunningWatchdog running =
        RunningWatchdog.start("fprocess", "cat", "marshal_request", "true")) {
      String body = running.post("hello", "X-A", "1").body();

      assertThat(body)
          .startsWith("{\"header\":{")
          .contains("\"X-A\":[\"1\"]")
          .endsWith(",\"body\":{\"raw\":\"aGVsbG8=\"}}");
    }
  }

  @Test
  void refusesOneCallMoreThanAllowed() throws Exception {
    try (RunningWatchdog running =
            RunningWatchdog.script("cat >/dev/null; sleep 300", "max_inflight", "1");
        Socket first =
            running.connect("POST / HTTP/1.1\r\nHost: f\r\nContent-Length: 1\r\n\r\na")) {
      eventually(() -> assertThat(running.watchdog.callsInFlight()).isOne());

      HttpResponse<String> answer = running.post("");

      assertThat(answer.statusCode()).isEqualTo(429);
      assertThat(type(answer)).isEqualTo("text/plain");
      assertThat(answer.headers().firstValue("X-OpenFaaS-Internal")).contains("faas-middleware");
      assertThat(answer.body()).contains("Concurrent request limit exceeded", "1");
      assertThat(first.isConnected()).isTrue();
    }
  }

  @Test
  void writesTheLinesToolsRead() throws Exception {
    try (RunningWatchdog running = RunningWatchdog.start("fprocess", "cat")) {
      running.post("hello", "X-Call-Id", "c1");

      // The last one is written behind the answer.
      eventually(() -> assertThat(running.lines).hasSize(2));
      assertThat(running.lines.get(0)).isEqualTo("watchdog: Forking fprocess. [c1]");
      assertThat(running.lines.get(1))
          .matches("watchdog: Wrote 5 Bytes - Duration: [0-9.]+s \\[c1]");
    }
  }

  @Test
  void logsOutputAndHeadersWhenTold() throws Exception {
    try (RunningWatchdog running =
        RunningWatchdog.start("fprocess", "cat", "write_debug", "true", "debug_headers", "true")) {
      running.post("a\nb\n", "Authorization", "Basic secret", "X-A", "1");

      assertThat(running.lines)
          .contains("stdout: a", "stdout: b", "watchdog: X-A: 1", "watchdog: Authorization: ****");
      assertThat(String.join("\n", running.lines)).doesNotContain("secret");
    }
  }

  @Test
  void answersTheReadyPathByTheFunction() throws Exception {
    try (RunningWatchdog running = RunningWatchdog.start("fprocess", "echo mine")) {
      assertThat(running.get("/_/ready").body()).isEqualTo("mine\n");
    }
  }

  @Test
  void putsThePrefixBeforeTheCommand() throws Exception {
    try (RunningWatchdog running =
        RunningWatchdog.startBehind(List.of("env", "ADDED=1"), "fprocess", "env")) {
      assertThat(running.post("").body().lines()).contains("ADDED=1");
    }
  }

  @Test
  void cutsACallThatOutlivesTheWriteTimeout() throws Exception {
    try (RunningWatchdog running = RunningWatchdog.script("sleep 300", "write_timeout", "200ms");
        Socket client = running.connect("GET / HTTP/1.1\r\nHost: f\r\n\r\n")) {
      assertThat(read(client)).isEmpty();
      eventually(() -> assertThat(running.watchdog.callsInFlight()).isZero());
    }
  }

  static String type(HttpResponse<String> answer) {
    return answer.headers().firstValue("Content-Type").orElse("");
  }

  /** All that comes until the connection ends. */
  static String read(Socket socket) {
    StringBuilder text = new StringBuilder();
    try {
      byte[] buffer = new byte[4096];
      for (int n = socket.getInputStream().read(buffer);
          n >= 0;
          n = socket.getInputStream().read(buffer)) {
        text.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
      }
    } catch (IOException cut) {
      // a reset is an end, too
    }
    return text.toString();
  }
}
