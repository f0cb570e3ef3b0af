package dev.gantry.watchdog;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in the log, with real functions. */
class LogIT {

  private static final String GO_DATE = "[0-9]{4}/[0-9]{2}/[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2} ";

  @ParameterizedTest
  @ValueSource(strings = {"streaming", "serializing"})
  void endsTheFunctionsLinesWithTheCall(String mode) throws Exception {
    try (RunningWatchdog running =
        RunningWatchdog.script(
            "echo oh >&2; echo out", "mode", mode, "log_call_id", "true", "write_debug", "true")) {
      running.post("x", "X-Call-Id", "c-1");

      eventually(() -> assertThat(running.lines).contains("stderr: oh [c-1]", "stdout: out [c-1]"));
    }
  }

  @Test
  void leavesTheFunctionsLinesAloneOtherwise() throws Exception {
    try (RunningWatchdog running =
        RunningWatchdog.script(
            "echo oh >&2; printf '%012d' 7 >&2",
            "combine_output", "false", "prefix_logs", "false", "log_buffer_size", "8")) {
      running.post("x", "X-Call-Id", "c-1");

      eventually(() -> assertThat(running.lines).contains("oh", "00000000", "0007"));
    }
  }

  @Test
  void keepsItsFormInTheGatewaysJvm() throws Exception {
    try (RunningWatchdog running =
        RunningWatchdog.script("echo oh >&2", "mode", "streaming", "log_format", "json")) {
      running.post("x");

      eventually(
          () -> assertThat(running.lines).contains("stderr: oh", "watchdog: Forking fprocess."));
    }
  }

  @Test
  void writesObjectsAndUtf8WithoutALocale(@TempDir Path folder) throws Exception {
    try (ForkedWatchdog forked =
        ForkedWatchdog.start(
            folder,
            Map.of(
                "port", "0",
                "metrics_port", "0",
                "mode", "streaming",
                "log_format", "json",
                "fprocess", "sh -c 'printf \"gr\\303\\274\\303\\237e\\t\\377\\n\" >&2'"))) {
      eventually(
          () -> assertThat(forked.lines).anyMatch(line -> line.contains("Listening on port: ")));
      forked.get(port(forked), "/");

      eventually(
          () ->
              assertThat(forked.lines)
                  .anyMatch(
                      line ->
                          line.contains("\"source\":\"function\",\"stream\":\"stderr\",")
                              && line.endsWith("\"message\":\"grüße\\t\ufffd\"}")));
      assertThat(forked.lines).allMatch(line -> line.matches("\\{\"time\":\"[^\"]{24}\",.*\\}"));
    }
  }

  @Test
  void writesTextInUtf8WithoutALocale(@TempDir Path folder) throws Exception {
    try (ForkedWatchdog forked =
        ForkedWatchdog.start(
            folder,
            Map.of(
                "port", "0",
                "metrics_port", "0",
                "mode", "streaming",
                "fprocess", "sh -c 'printf \"gr\\303\\274\\303\\237e\\n\" >&2'"))) {
      forked.get(forked.port(), "/");

      eventually(
          () -> assertThat(forked.lines).anyMatch(line -> line.matches(GO_DATE + "stderr: grüße")));
    }
  }

  /** Each call writes one long line and one short one, in many pieces. */
  @Test
  void neverPutsALineIntoAnother(@TempDir Path folder) throws Exception {
    String script =
        "for i in 1 2 3 4 5 6 7 8 9; do printf \"%0500d\" 0 >&2; done; echo; echo . >&2";
    try (ForkedWatchdog forked =
            ForkedWatchdog.start(
                folder,
                Map.of(
                    "port", "0",
                    "metrics_port", "0",
                    "mode", "streaming",
                    "log_call_id", "true",
                    "fprocess", "sh -c '" + script + "'"));
        ExecutorService callers = Executors.newFixedThreadPool(8)) {
      int port = forked.port();
      List<Future<?>> calls = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        calls.add(callers.submit(() -> forked.get(port, "/")));
      }
      for (Future<?> call : calls) {
        call.get();
      }

      String whole = GO_DATE + "stderr: 0{4500}\\.";
      eventually(
          () -> assertThat(forked.lines).filteredOn(line -> line.matches(whole)).hasSize(40));
      assertThat(forked.lines)
          .allMatch(line -> line.matches(whole + "|" + GO_DATE + "[A-Z][^0]*.{0,80}"));
    }
  }

  private static int port(ForkedWatchdog forked) {
    String start = "Listening on port: ";
    String line =
        forked.lines.stream().filter(text -> text.contains(start)).findFirst().orElseThrow();
    return Integer.parseInt(
        line.substring(line.indexOf(start) + start.length(), line.lastIndexOf('"')));
  }
}
