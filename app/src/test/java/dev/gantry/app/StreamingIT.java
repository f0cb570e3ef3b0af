package dev.gantry.app;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers and bodies that come in pieces, and clients that do not wait for all of them. */
final class StreamingIT {

  /** What a reader that has stopped may have cost: the buffers of four sockets and two pipes. */
  private static final long BUFFERED_AT_MOST = 64L << 20;

  @TempDir private static Path data;

  private static RunningGantry gantry;

  @BeforeAll
  static void start() throws Exception {
    gantry = RunningGantry.start(List.of("-Xmx128m"), data, "--no-samples");
    deploy("hold", "cat >/dev/null; exec sleep 600", "");
    deploy("echo", "cat", "");
  }

  @AfterAll
  static void stop() throws Exception {
    gantry.close();
  }

  @Test
  void passesEachServerSentEventWhenItIsWritten() throws Exception {
    deploy(
        "events",
        "for n in 1 2 3; do echo data: $n; echo; until [ -e read$n ]; do sleep 0.05; done; done",
        ",\"mode\":\"streaming\",\"content_type\":\"text/event-stream\"");
    URI events = gantry.gateway().resolve("/function/events");
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<InputStream> answer =
          client.send(HttpRequest.newBuilder(events).build(), BodyHandlers.ofInputStream());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/event-stream");
      try (BufferedReader lines =
          new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
        for (int n = 1; n <= 3; n++) {
          assertThat(lines.readLine()).isEqualTo("data: " + n);
          assertThat(lines.readLine()).isEmpty();
          Files.createFile(gantry.home("events").resolve("read" + n));
        }
        assertThat(lines.readLine()).isNull();
      }
    }
  }

  @Test
  void answersPiecesOfABodyBeforeItsEnd() throws Exception {
    deploy("parrot", "exec cat", ",\"mode\":\"streaming\"");
    try (RawConnection client = call("POST", "parrot", "Transfer-Encoding: chunked\n\n")) {
      for (String word : List.of("one", "two", "three")) {
        client.send("%x\n%s;\n".formatted(word.length() + 1, word));
        client.readUntil(word);
      }
      client.send("0\n\n");
      client.readUntil("0\r\n\r\n");
    }
  }

  @Test
  void killsTheProcessOfAClientThatLeaves() throws Exception {
    try (RawConnection client = call("POST", "hold", "Content-Length: 2\n\nhi")) {
      eventually(() -> assertThat(processes("sleep")).hasSize(1));
      assertThat(client.answer().available()).isZero();
    }
    eventually(() -> assertThat(processes("sleep")).isEmpty());
  }

  @Test
  void holdsAnEndlessWriterBackForASlowReader() throws Exception {
    deploy("endless", "exec yes", ",\"mode\":\"streaming\"");
    try (RawConnection client = call("GET", "endless", "\n")) {
      client.readUntil("y\n");
      ProcessHandle writer = processes("yes").getFirst();

      eventually(
          () -> {
            long before = written(writer);
            for (int i = 0; i < 20; i++) {
              assertThat(gantry.post("/function/echo", "x").statusCode()).isEqualTo(200);
            }
            assertThat(written(writer)).isEqualTo(before);
          });
      assertThat(written(writer)).isLessThan(BUFFERED_AT_MOST);

      skip(client.answer(), 2 * BUFFERED_AT_MOST);
      assertThat(written(writer)).isGreaterThan(2 * BUFFERED_AT_MOST);
    }
    eventually(() -> assertThat(processes("yes")).isEmpty());
  }

  @Test
  void answers400WhenABodyBreaksOff() throws Exception {
    try (RawConnection client =
        call("POST", "hold", "Transfer-Encoding: chunked\n\n5\nhello\nzz\n")) {
      assertThat(client.readAll()).startsWith("HTTP/1.1 400 ");
    }
    eventually(() -> assertThat(processes("sleep")).isEmpty());
    assertThat(gantry.post("/function/echo", "fine").body()).isEqualTo("fine");
  }

  private static RawConnection call(String method, String function, String rest)
      throws IOException {
    return RawConnection.to(gantry.gateway(), 1 << 16)
        .send(method + " /function/" + function + " HTTP/1.1\nHost: 127.0.0.1\n" + rest);
  }

  private static void deploy(String name, String script, String variables) throws Exception {
    String json =
        "{\"service\":\"%s\",\"envProcess\":\"sh -c '%s'\",\"envVars\":{\"write_debug\":\"false\"%s}}"
            .formatted(name, script, variables);
    assertThat(gantry.post("/system/functions", json).statusCode()).isEqualTo(202);
  }

  private static List<ProcessHandle> processes(String program) {
    return ProcessHandle.of(gantry.pid())
        .orElseThrow()
        .descendants()
        .filter(process -> process.info().command().orElse("").endsWith("/" + program))
        .toList();
  }

  /** How many octets a process has written in its life. */
  private static long written(ProcessHandle process) throws IOException {
    return Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "io")).stream()
        .filter(line -> line.startsWith("wchar: "))
        .mapToLong(line -> Long.parseLong(line.substring("wchar: ".length())))
        .sum();
  }

  private static void skip(InputStream from, long octets) throws IOException {
    long left = octets;
    byte[] piece = new byte[1 << 16];
    while (left > 0) {
      int read = from.read(piece);
      assertThat(read).isPositive();
      left -= read;
    }
  }
}
