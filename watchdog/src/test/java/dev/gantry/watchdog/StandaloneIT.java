package dev.gantry.watchdog;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The watchdog as a program: lock file, metrics, signals, exit codes, lines. */
class StandaloneIT {

  /** Of a jar, or of a folder of classes. */
  private static final String VERSION = "[0-9]+\\.[0-9].*|dev";

  @TempDir Path folder;

  @Test
  void writesTheLockFileAndTheLinesToolsRead() throws Exception {
    int metricsPort = freePort();
    try (ForkedWatchdog forked = start("fprocess", "cat", "metrics_port", "" + metricsPort)) {
      int port = forked.port();
      assertThat(forked.metricsPort()).isEqualTo(metricsPort);
      Path lock = folder.resolve(".lock");
      eventually(() -> assertThat(lock).exists());

      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(lock)))
          .isEqualTo("rw-rw----");
      assertThat(forked.get(port, "/_/health").body()).isEqualTo("OK");
      assertThat(forked.lines.getFirst().substring(20)).matches("Version: (" + VERSION + ")");
      assertThat(forked.lines)
          .allMatch(line -> line.matches("[0-9]{4}/[0-9]{2}/[0-9]{2} [0-9:]{8} .*"))
          .extracting(line -> line.substring(20))
          .containsSubsequence(
              "Timeouts: read: 30s, write: 30s, hard: 0s, health: 0s.",
              "Listening on port: " + port,
              "Metrics listening on port: " + metricsPort);
      eventually(
          () ->
              assertThat(forked.lines)
                  .anyMatch(line -> line.endsWith("Writing lock-file to: " + lock)));
    }
  }

  @Test
  void isUnhealthyWithoutItsLockFile() throws Exception {
    try (ForkedWatchdog forked = start("fprocess", "cat")) {
      Path lock = folder.resolve(".lock");
      int port = forked.port(); // which is said once the file is all there
      Files.delete(lock);

      assertThat(forked.get(port, "/_/health").statusCode()).isEqualTo(503);
    }
  }

  @Test
  void isHealthyFromMemoryWhenTheLockIsSuppressed() throws Exception {
    try (ForkedWatchdog forked = start("fprocess", "cat", "suppress_lock", "true")) {
      int port = forked.port();

      eventually(() -> assertThat(forked.get(port, "/_/health").statusCode()).isEqualTo(200));
      assertThat(folder.resolve(".lock")).doesNotExist();
    }
  }

  @Test
  void failsWhenTheLockFileCannotBeWritten() throws Exception {
    Files.createDirectories(folder.resolve(".lock/not-empty"));

    try (ForkedWatchdog forked = start("fprocess", "cat")) {
      assertThat(forked.awaitExit()).isEqualTo(1);
      eventually(
          () ->
              assertThat(forked.lines)
                  .anyMatch(line -> line.contains("cannot write the lock file"))
                  .noneMatch(line -> line.contains("\tat ")));
    }
  }

  @Test
  void countsCallsOnTheMetricsListener() throws Exception {
    try (ForkedWatchdog forked = start("fprocess", "cat", "metrics_port", "" + freePort())) {
      forked.get(forked.port(), "/");

      // A call is counted once its answer is out, which the client may see first.
      eventually(
          () ->
              assertThat(forked.get(forked.metricsPort(), "/metrics").body())
                  .contains("http_requests_total{code=\"200\",method=\"get\"} 1")
                  .contains("http_requests_in_flight 0"));
      assertThat(forked.get(forked.metricsPort(), "/other").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void hasNoMetricsListenerWhenItIsOff() throws Exception {
    try (ForkedWatchdog forked = start("fprocess", "cat")) {
      eventually(
          () -> assertThat(forked.lines).anyMatch(line -> line.contains("Writing lock-file")));

      assertThat(forked.lines).noneMatch(line -> line.contains("Metrics"));
    }
  }

  @Test
  void finishesWhatRunsAndExitsWithZeroAtSigterm() throws Exception {
    try (ForkedWatchdog forked = start("fprocess", "sh -c 'cat; sleep 0.5; echo done'");
        Socket call = forked.connect("POST / HTTP/1.1\r\nHost: f\r\nContent-Length: 1\r\n\r\na")) {
      eventually(
          () -> assertThat(forked.lines).anyMatch(line -> line.endsWith("Forking fprocess.")));

      forked.terminate();

      assertThat(ClassicModeIT.read(call)).startsWith("HTTP/1.1 200 ").endsWith("adone\n");
      assertThat(forked.awaitExit()).isZero();
      assertThat(folder.resolve(".lock")).doesNotExist();
    }
  }

  @Test
  void servesOnUnhealthyDuringTheHealthcheckInterval() throws Exception {
    try (ForkedWatchdog forked = start("fprocess", "echo hi", "healthcheck_interval", "60s")) {
      int port = forked.port();
      Path lock = folder.resolve(".lock");
      eventually(() -> assertThat(lock).exists());

      forked.terminate();

      eventually(() -> assertThat(lock).doesNotExist());
      assertThat(forked.get(port, "/_/health").statusCode()).isEqualTo(503);
      assertThat(forked.get(port, "/").body()).isEqualTo("hi\n");
      assertThat(forked.process.isAlive()).isTrue();

      forked.terminate();

      assertThat(forked.awaitExit()).isZero();
    }
  }

  @Test
  void passesASecondSigtermOnAndSaysThatCallsWereCutOff() throws Exception {
    Path ready = folder.resolve("ready");
    String last =
        "sh -c 'trap \"echo last words; exit 0\" TERM; echo > " + ready + "; sleep 300 & wait'";
    try (ForkedWatchdog forked = start("fprocess", last, "write_timeout", "200s");
        Socket call = forked.connect("GET / HTTP/1.1\r\nHost: f\r\n\r\n")) {
      eventually(() -> assertThat(ready).exists());

      forked.terminate();
      eventually(
          () -> assertThat(forked.lines).anyMatch(line -> line.contains("SIGTERM received")));
      forked.terminate();

      assertThat(forked.awaitExit()).isEqualTo(128 + 15);
      assertThat(ClassicModeIT.read(call)).startsWith("HTTP/1.1 200").endsWith("last words\n");
    }
  }

  @ParameterizedTest
  @CsvSource({"TERM, 143", "INT, 130", "HUP, 129"})
  void killsWhatDoesNotEndAfterASecondSignal(String signal, int code) throws Exception {
    Path pid = folder.resolve("pid");
    String deaf = "sh -c 'trap \"\" TERM INT HUP; echo $$ > " + pid + "; sleep 300'";
    try (ForkedWatchdog forked = start("fprocess", deaf, "write_timeout", "200s");
        Socket call = forked.connect("GET / HTTP/1.1\r\nHost: f\r\n\r\n")) {
      eventually(() -> assertThat(pid).isNotEmptyFile());

      forked.signal(signal);
      eventually(
          () ->
              assertThat(forked.lines)
                  .anyMatch(line -> line.contains("SIG" + signal + " received")));
      forked.signal(signal);

      assertThat(forked.awaitExit()).isEqualTo(code);
      assertThat(ClassicModeIT.read(call)).isEmpty();
      Gone.assertThatIsGone(pid);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT", "HUP"})
  void endsWithZeroWhenNothingRuns(String signal) throws Exception {
    try (ForkedWatchdog forked = start("fprocess", "cat")) {
      forked.port();

      forked.signal(signal);

      assertThat(forked.awaitExit()).isZero();
    }
  }

  @Test
  void obeysASignalThatComesWhileItStarts() throws Exception {
    try (ForkedWatchdog forked = start("fprocess", "cat")) {
      eventually(() -> assertThat(forked.lines).isNotEmpty());

      forked.terminate();

      // By the JVM itself, if it comes before the first line of this program has done its work.
      assertThat(forked.awaitExit()).isIn(0, 128 + 15);
    }
  }

  @Test
  void servesOnWhenNobodyReadsItsLines() throws Exception {
    try (ForkedWatchdog forked = start("fprocess", "cat")) {
      int port = forked.port();

      forked.process.getInputStream().close();

      for (int i = 0; i < 3; i++) {
        assertThat(forked.get(port, "/").statusCode()).isEqualTo(200);
      }
      forked.terminate();
      assertThat(forked.awaitExit()).isZero();
    }
  }

  @Test
  void leavesNoSpareProcessBehind() throws Exception {
    Path pid = folder.resolve("pid");
    String spare = "sh -c 'echo $$ > " + pid + "; cat'";
    try (ForkedWatchdog forked =
        start("fprocess", spare, "cgi_headers", "false", "warm_spares", "1")) {
      eventually(() -> assertThat(pid).isNotEmptyFile());

      forked.terminate();

      assertThat(forked.awaitExit()).isZero();
      Gone.assertThatIsGone(pid);
    }
  }

  @Test
  void refusesBadSettingsAllAtOnce() throws Exception {
    try (ForkedWatchdog forked = start("read_timeout", "soon")) {
      assertThat(forked.awaitExit()).isEqualTo(2);
      eventually(
          () ->
              assertThat(forked.lines)
                  .hasSize(3)
                  .anyMatch(line -> line.startsWith("  fprocess: not set"))
                  .anyMatch(line -> line.startsWith("  read_timeout: \"soon\"")));
    }
  }

  @Test
  void saysThatAPortIsInUse() throws Exception {
    try (ForkedWatchdog first = start("fprocess", "cat");
        ForkedWatchdog second =
            start("fprocess", "cat", "port", String.valueOf(first.port()), "metrics_port", "0")) {
      assertThat(second.awaitExit()).isEqualTo(1);
      String sentence = "cannot listen on port " + first.port();
      eventually(() -> assertThat(second.lines).anyMatch(line -> line.contains(sentence)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-version", "--version"})
  void printsItsVersion(String argument) throws Exception {
    try (ForkedWatchdog forked = ForkedWatchdog.start(folder, Map.of(), argument)) {
      assertThat(forked.awaitExit()).isZero();
      eventually(() -> assertThat(forked.lines).singleElement().asString().matches(VERSION));
    }
  }

  @Test
  void checksItsHealthByTheLockFile() throws Exception {
    try (ForkedWatchdog unhealthy = ForkedWatchdog.start(folder, Map.of(), "-run-healthcheck")) {
      assertThat(unhealthy.awaitExit()).isEqualTo(1);
    }
    Files.createFile(folder.resolve(".lock"));
    try (ForkedWatchdog healthy = ForkedWatchdog.start(folder, Map.of(), "-run-healthcheck")) {
      assertThat(healthy.awaitExit()).isZero();
    }
  }

  @Test
  void refusesUnknownArguments() throws Exception {
    try (ForkedWatchdog forked = ForkedWatchdog.start(folder, Map.of(), "--verbose")) {
      assertThat(forked.awaitExit()).isEqualTo(2);
    }
  }

  /** 0 means off here, so a free port has to be found first. */
  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private ForkedWatchdog start(String... variables) throws Exception {
    Map<String, String> map = new HashMap<>(Map.of("port", "0", "metrics_port", "0"));
    for (int i = 0; i < variables.length; i += 2) {
      map.put(variables[i], variables[i + 1]);
    }
    return ForkedWatchdog.start(folder, map);
  }
}
