package dev.gantry.watchdog.packaged;

import static dev.gantry.tck.Eventually.eventually;
import static dev.gantry.watchdog.packaged.HttpCalls.type;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Contract 3.2, {@code mode=streaming} and {@code mode=serializing}, whose functions run bodies as
 * shell scripts.
 */
@NeedsScratchRoot
class PackagedForkModesIT {

  private static PackagedWatchdog streaming;
  private static PackagedWatchdog serializing;

  @BeforeAll
  static void start() throws Exception {
    streaming = PackagedStart.with("mode", "streaming", "function_process", "sh").start();
    serializing = PackagedStart.with("mode", "serializing", "fprocess", "sh").start();
    streaming.awaitReady();
    serializing.awaitReady();
  }

  @AfterAll
  static void stop() {
    if (streaming != null) {
      streaming.close();
    }
    if (serializing != null) {
      serializing.close();
    }
  }

  @Test
  void streamsFromTheFirstByteWithoutADuration() throws Exception {
    String script = "echo first; while ! [ -e /tmp/go ]; do sleep 0.01; done; echo second";
    try (Socket client =
        streaming
            .calls()
            .connect(
                "POST / HTTP/1.1\r\nHost: f\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s"
                    .formatted(script.length(), script))) {
      String first = HttpCalls.readUntil(client, "first\n");
      Files.createFile(streaming.inside("/tmp/go"));

      assertThat(first)
          .startsWith("HTTP/1.1 200 ")
          .doesNotContainIgnoringCase("X-Duration-Seconds");
      assertThat(HttpCalls.readAll(client)).contains("second\n");
    }
  }

  @Test
  void serializesWithADuration() throws Exception {
    HttpResponse<String> answer =
        serializing.calls().post("echo out; echo err >&2", "Content-Type", "text/css");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("out\n");
    assertThat(answer.headers().firstValue("X-Duration-Seconds")).isPresent();
    assertThat(type(answer)).isEqualTo("application/octet-stream");
    eventually(() -> assertThat(serializing.lines).anyMatch(line -> line.endsWith("stderr: err")));
  }

  @Test
  void streamsOctetsAndLogsErrors() throws Exception {
    HttpResponse<String> answer =
        streaming.calls().post("echo out; echo err >&2", "Content-Type", "text/css");

    assertThat(answer.body()).isEqualTo("out\n");
    assertThat(type(answer)).isEqualTo("application/octet-stream");
    eventually(() -> assertThat(streaming.lines).anyMatch(line -> line.endsWith("stderr: err")));
  }

  @Test
  void answers500WithTheErrorAndTheDurationWhenItSerializes() throws Exception {
    HttpResponse<String> answer = serializing.calls().post("echo out; exit 3");

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).isEqualTo("exit status 3\n");
    assertThat(answer.headers().firstValue("X-Duration-Seconds")).isPresent();
  }

  @Test
  void endsAStreamAsItIsAtAnotherExit() throws Exception {
    HttpResponse<String> answer = streaming.calls().post("echo out; exit 3");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("out\n");
  }

  @Test
  void exportsTheRequestWithoutHostAndLengths() throws Exception {
    for (PackagedWatchdog watchdog : new PackagedWatchdog[] {streaming, serializing}) {
      String body = watchdog.calls().send("POST", "/a?x=1", "env", "X-A", "1").body();

      assertThat(body.lines())
          .contains("Http_Method=POST", "Http_Path=/a", "Http_Query=x=1", "Http_X_A=1")
          .noneMatch(line -> line.startsWith("Http_Host="))
          .noneMatch(line -> line.startsWith("Http_ContentLength="));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "OPTIONS", "PROPFIND"})
  void takesAllMethods(String method) throws Exception {
    assertThat(serializing.calls().send(method, "/", "echo $Http_Method").body())
        .isEqualTo(method + "\n");
    assertThat(streaming.calls().send(method, "/", "echo $Http_Method").body())
        .isEqualTo(method + "\n");
  }

  @Test
  void hasAnExecTimeoutByDefault() throws Exception {
    streaming.awaitLine("Timeouts: read: 30s, write: 30s, hard: 30s, health: 0s.");
    serializing.awaitLine("Timeouts: read: 30s, write: 30s, hard: 30s, health: 0s.");
  }

  @Test
  void answers500WhenASerializedProcessOutlivesItsTime() throws Exception {
    try (PackagedWatchdog watchdog =
        PackagedWatchdog.start(
            "mode", "serializing", "fprocess", "sleep 300", "exec_timeout", "100ms")) {
      HttpResponse<String> answer = watchdog.calls().post("");

      assertThat(answer.statusCode()).isEqualTo(500);
      assertThat(answer.body()).startsWith("signal: killed");
      assertThat(answer.headers().firstValue("X-Duration-Seconds")).isPresent();
    }
  }

  @Test
  void cutsAStreamThatOutlivesItsTime() throws Exception {
    try (PackagedWatchdog watchdog =
        PackagedWatchdog.start(
            "mode",
            "streaming",
            "fprocess",
            "sh -c 'echo part; exec sleep 300'",
            "exec_timeout",
            "300ms")) {
      AtomicReference<String> answer = new AtomicReference<>("");
      // On a busy machine the time may be over before the process has said anything.
      eventually(
          () -> {
            answer.set(watchdog.calls().exchange("GET / HTTP/1.1\r\nHost: f\r\n\r\n"));
            assertThat(answer.get()).contains("part\n");
          });

      assertThat(answer.get()).startsWith("HTTP/1.1 200 ").doesNotContain("\r\n0\r\n");
    }
  }

  @Test
  void takesNoExecTimeoutAsNoLimitAndRefusesNoWriteTimeout() throws Exception {
    try (PackagedWatchdog unlimited =
            PackagedWatchdog.start("mode", "streaming", "fprocess", "cat", "exec_timeout", "-1s");
        PackagedWatchdog refused =
            PackagedStart.with("mode", "streaming", "fprocess", "cat", "write_timeout", "0")
                .start()) {
      assertThat(unlimited.calls().post("a").body()).isEqualTo("a");
      assertThat(refused.awaitExit()).isEqualTo(2);
      assertThat(refused.lines).anyMatch(line -> line.contains("write_timeout"));
    }
  }

  @Test
  void forcesTheContentType() throws Exception {
    try (PackagedWatchdog watchdog =
        PackagedWatchdog.start(
            "mode", "streaming", "fprocess", "cat", "content_type", "text/x-mine")) {
      assertThat(type(watchdog.calls().post("a"))).isEqualTo("text/x-mine");
    }
  }

  @Test
  void cutsLongLinesAndMarksNoneWhenTold() throws Exception {
    try (PackagedWatchdog watchdog =
        PackagedWatchdog.start(
            "mode",
            "streaming",
            "fprocess",
            "sh",
            "prefix_logs",
            "false",
            "log_buffer_size",
            "8")) {
      watchdog.calls().post("echo 1234567890 >&2");

      eventually(
          () ->
              assertThat(watchdog.lines).contains("90").noneMatch(line -> line.contains("stderr")));
    }
  }
}
