package dev.gantry.watchdog;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.http.HttpResponse;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract 3.2, {@code mode=serializing}, with real sockets and processes. */
class SerializingModeIT {

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
  void takesEveryMethod(String method) throws Exception {
    try (RunningWatchdog running = start("fprocess", "tr a-z A-Z")) {
      HttpResponse<String> answer = running.send(method, "/", "hello");

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("HELLO");
      assertThat(ClassicModeIT.type(answer)).isEqualTo("application/octet-stream");
      assertThat(answer.headers().firstValue("X-Duration-Seconds").orElseThrow())
          .matches("[0-9]+\\.[0-9]{6}");
    }
  }

  @Test
  void answersHeadWithoutABody() throws Exception {
    try (RunningWatchdog running = start("fprocess", "echo hello")) {
      HttpResponse<String> answer = running.send("HEAD", "/", "");

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(6);
      assertThat(answer.body()).isEmpty();
    }
  }

  @Test
  void forcesTheContentType() throws Exception {
    try (RunningWatchdog running = start("fprocess", "cat", "content_type", "text/css")) {
      assertThat(ClassicModeIT.type(running.post("a"))).isEqualTo("text/css");
    }
  }

  @Test
  void logsErrorsAndAnswersTheOutputOnly() throws Exception {
    try (RunningWatchdog running =
        RunningWatchdog.script("echo err >&2; echo out", "mode", "serializing")) {
      assertThat(running.post("").body()).isEqualTo("out\n");
      eventually(() -> assertThat(running.lines).contains("stderr: err"));
    }
  }

  @Test
  void answers500WithTheErrorTextForAFailure() throws Exception {
    try (RunningWatchdog running =
        RunningWatchdog.script("echo out; exit 7", "mode", "serializing")) {
      HttpResponse<String> answer = running.post("");

      assertThat(answer.statusCode()).isEqualTo(500);
      assertThat(answer.body()).isEqualTo("exit status 7\n");
      assertThat(answer.headers().firstValue("X-Duration-Seconds")).isPresent();
    }
  }

  @Test
  void answers500ForATimeoutToo() throws Exception {
    try (RunningWatchdog running =
        RunningWatchdog.script("sleep 300", "mode", "serializing", "exec_timeout", "100ms")) {
      HttpResponse<String> answer = running.post("");

      assertThat(answer.statusCode()).isEqualTo(500);
      assertThat(answer.body()).isEqualTo("signal: killed after exec_timeout (100ms)\n");
      assertThat(answer.headers().firstValue("X-Duration-Seconds")).isPresent();
    }
  }

  @Test
  void startsNoProcessBeforeTheRequestIsComplete() throws Exception {
    try (RunningWatchdog running = start("fprocess", "cat");
        Socket client =
            running.connect(
                "POST / HTTP/1.1\r\nHost: f\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nabcd\r\nxyz\r\n")) {
      assertThat(ClassicModeIT.read(client)).startsWith("HTTP/1.1 400 ");
      assertThat(running.lines).isEmpty();
    }
  }

  @Test
  void refusesABodyAboveTheSpillLimitBeforeReadingIt() throws Exception {
    try (RunningWatchdog running = start("fprocess", "cat", "spill_limit", "2Mi");
        Socket client =
            running.connect(
                "POST / HTTP/1.1\r\nHost: f\r\nContent-Length: 2097153\r\nExpect: 100-continue\r\n\r\n")) {
      assertThat(ClassicModeIT.read(client))
          .startsWith("HTTP/1.1 413 ")
          .contains("spill_limit of 2097152 bytes");
    }
  }

  @Test
  void refusesAChunkedBodyAboveTheSpillLimit() throws Exception {
    try (RunningWatchdog running =
            start("fprocess", "cat", "spill_limit", "1000", "buffer_limit", "1000");
        Socket client =
            running.connect(
                "POST / HTTP/1.1\r\nHost: f\r\nTransfer-Encoding: chunked\r\n\r\n3e9\r\n"
                    + "x".repeat(1001)
                    + "\r\n0\r\n\r\n")) {
      assertThat(ClassicModeIT.read(client)).startsWith("HTTP/1.1 413 ");
      assertThat(running.lines).isEmpty();
    }
  }

  @Test
  void exportsTheRequestWithoutHostAndLength() throws Exception {
    try (RunningWatchdog running = start("fprocess", "env")) {
      String body = running.send("POST", "/a?b", "123", "X-A", "1").body();

      assertThat(body.lines())
          .contains("Http_Method=POST", "Http_Path=/a", "Http_Query=b", "Http_X_A=1");
      assertThat(body).doesNotContain("Http_Host", "Http_Content_Length", "Http_ContentLength");
    }
  }

  private static RunningWatchdog start(String... variables) throws Exception {
    String[] all = Arrays.copyOf(variables, variables.length + 2);
    all[variables.length] = "mode";
    all[variables.length + 1] = "serializing";
    return RunningWatchdog.start(all);
  }
}
