package dev.gantry.watchdog;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.tck.http.MalformedRequest;
import dev.gantry.tck.http.MalformedRequests;
import dev.gantry.watchdog.http.RawClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of malformed requests against watchdogs that run, in each mode. */
class MalformedCallsIT {

  /** Reads all of its input before it says anything. */
  private static final String FUNCTION = "wc -c";

  @ParameterizedTest
  @ValueSource(strings = {"", "serializing", "streaming"})
  void refusesThemBeforeTheProcessSaysAnything(String mode) throws Exception {
    try (RunningWatchdog running = RunningWatchdog.start("fprocess", FUNCTION, "mode", mode)) {
      for (MalformedRequest request : MalformedRequests.all()) {
        for (String sent : variants(request)) {
          String received = send(running, sent);
          assertThat(received).as(request.name()).startsWith("HTTP/1.1 " + request.status() + " ");
          assertThat(received).as(request.name()).contains("\r\nConnection: close\r\n");
          assertOne(request, received);
        }
      }
      assertThat(running.post("four").body()).isEqualTo("4\n");
    }
  }

  /** A body is not read where a method is refused, so what is wrong with it may stay unknown. */
  @Test
  void refusesThemWhereFilesAreServed(@TempDir Path folder) throws IOException {
    try (PublicFiles files = new PublicFiles(folder)) {
      files.write("function/echo", "echo");
      for (MalformedRequest request : MalformedRequests.all()) {
        for (String sent : variants(request)) {
          String received = send(files.running, sent);
          assertThat(received)
              .as(request.name())
              .matches(
                  text ->
                      text.startsWith("HTTP/1.1 " + request.status() + " ")
                          || (sent.startsWith("POST ") && text.startsWith("HTTP/1.1 405 ")));
          assertOne(request, received);
        }
      }
      assertThat(files.get("/function/echo").body()).isEqualTo("echo");
    }
  }

  private static Iterable<String> variants(MalformedRequest request) {
    return Stream.of(request.text(), request.text() + MalformedRequests.FOLLOWING).toList();
  }

  private static String send(RunningWatchdog running, String text) throws IOException {
    try (RawClient client = new RawClient(running.watchdog.address())) {
      return client.send(text.getBytes(ISO_8859_1)).readAll();
    }
  }

  /** One answer, and nothing to what stands behind the request. */
  private static void assertOne(MalformedRequest request, String received) {
    assertThat(received.split("HTTP/1.1 [0-9]", -1)).as(request.name()).hasSize(2);
  }
}
