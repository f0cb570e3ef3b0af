package dev.gantry.watchdog;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contract 3.2, {@code mode=streaming}, with real sockets and processes. */
class StreamingModeIT {

  @TempDir Path folder;

  @Test
  void answersWithTheOutputOfTheProcess() throws Exception {
    try (RunningWatchdog running =
        RunningWatchdog.start("fprocess", "tr a-z A-Z", "mode", "streaming")) {
      HttpResponse<String> answer = running.post("hello");

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("HELLO");
      assertThat(ClassicModeIT.type(answer)).isEqualTo("application/octet-stream");
      assertThat(answer.headers().firstValue("X-Duration-Seconds")).isEmpty();
    }
  }

  @Test
  void sendsOutputAsItComes() throws Exception {
    Path go = folder.resolve("go");
    try (RunningWatchdog running =
            RunningWatchdog.script(
                "echo first; while ! [ -e " + go + " ]; do sleep 0.01; done; echo second",
                "mode",
                "streaming");
        Socket client = running.connect("GET / HTTP/1.1\r\nHost: f\r\nConnection: close\r\n\r\n")) {
      BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
      assertThat(lines.readLine()).startsWith("HTTP/1.1 200 ");
      while (!lines.readLine().equals("first")) {}

      Files.createFile(go);

      assertThat(lines.lines()).contains("second").endsWith("0", "");
    }
  }

  @Test
  void answersWhileTheRequestIsStillBeingSent() throws Exception {
    try (RunningWatchdog running = RunningWatchdog.start("fprocess", "cat", "mode", "streaming");
        Socket client =
            running.connect("POST / HTTP/1.1\r\nHost: f\r\nContent-Length: 8\r\n\r\nping")) {
      BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
      while (!lines.readLine().equals("ping")) {}

      client.getOutputStream().write("pong".getBytes(StandardCharsets.US_ASCII));

      while (!lines.readLine().equals("pong")) {}
    }
  }

  @Test
  void endsTheAnswerOfAProcessThatFailsAfterItsFirstByte() throws Exception {
    try (RunningWatchdog running =
        RunningWatchdog.script("echo out; exit 7", "mode", "streaming")) {
      HttpResponse<String> answer = running.post("");

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("out\n");
      assertThat(running.lines).contains("watchdog: Error: exit status 7");
    }
  }

  @Test
  void answers500ForAProcessThatFailsBeforeItsFirstByte() throws Exception {
    try (RunningWatchdog running = RunningWatchdog.script("exit 7", "mode", "streaming")) {
      HttpResponse<String> answer = running.post("");

      assertThat(answer.statusCode()).isEqualTo(500);
      assertThat(answer.body()).isEqualTo("exit status 7\n");
    }
  }

  @Test
  void answers500WhenTimeIsOverBeforeTheFirstByte() throws Exception {
    try (RunningWatchdog running =
        RunningWatchdog.script("sleep 300", "mode", "streaming", "exec_timeout", "100ms")) {
      assertThat(running.post("").statusCode()).isEqualTo(500);
    }
  }

  @Test
  void cutsTheAnswerOfAProcessThatIsKilledAfterItsFirstByte() throws Exception {
    try (RunningWatchdog running =
        RunningWatchdog.script(
            "echo part; sleep 300", "mode", "streaming", "exec_timeout", "300ms")) {
      String answer = answerThatContains("part\n", running);

      assertThat(answer).doesNotContain("\r\n0\r\n");
    }
  }

  /** On a busy machine the time of a process may be over before it has said anything. */
  static String answerThatContains(String part, RunningWatchdog running) throws Exception {
    StringBuilder answer = new StringBuilder();
    eventually(
        () -> {
          answer.setLength(0);
          try (Socket client = running.connect("GET / HTTP/1.1\r\nHost: f\r\n\r\n")) {
            answer.append(ClassicModeIT.read(client));
          }
          assertThat(answer).contains(part);
        });
    return answer.toString();
  }

  @Test
  void givesAReaderEverythingAlthoughTheProcessMayHaveEnded() throws Exception {
    try (RunningWatchdog running =
            RunningWatchdog.script("head -c 3000000 /dev/zero; echo end", "mode", "streaming");
        Socket client = running.connect("GET / HTTP/1.1\r\nHost: f\r\nConnection: close\r\n\r\n")) {
      int first = client.getInputStream().read();

      String answer = ClassicModeIT.read(client);

      assertThat(first).isEqualTo('H');

      assertThat(answer).endsWith("0\r\n\r\n").contains("end\n").hasSizeGreaterThan(3_000_000);
    }
  }

  @Test
  void exportsTheRequestWithoutHost() throws Exception {
    try (RunningWatchdog running = RunningWatchdog.start("fprocess", "env", "mode", "streaming")) {
      assertThat(running.post("").body()).contains("Http_Method=POST").doesNotContain("Http_Host");
    }
  }
}
