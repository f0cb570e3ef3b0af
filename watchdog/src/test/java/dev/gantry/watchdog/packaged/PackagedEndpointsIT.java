package dev.gantry.watchdog.packaged;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract 3.1 and 3.2: health, readiness, metrics, the lock file, and the flags. */
@NeedsScratchRoot
class PackagedEndpointsIT {

  @Test
  void isHealthyWithItsLockFileAndOnlyForGet() throws Exception {
    try (PackagedWatchdog watchdog = PackagedWatchdog.start("fprocess", "cat")) {
      HttpCalls calls = watchdog.calls();
      Path lock = watchdog.inside("/tmp/.lock");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(lock)))
          .isEqualTo("rw-rw----");

      HttpResponse<String> healthy = calls.get("/_/health");
      int otherVerb = calls.send("POST", "/_/health", "").statusCode();
      Files.delete(lock);
      int withoutLock = calls.get("/_/health").statusCode();

      assertThat(healthy.statusCode()).isEqualTo(200);
      assertThat(healthy.body()).isEqualTo("OK");
      assertThat(otherVerb).isEqualTo(405);
      assertThat(withoutLock).isEqualTo(503);
    }
  }

  @Test
  void isHealthyFromMemoryWhenTheLockIsSuppressed() throws Exception {
    try (PackagedWatchdog watchdog =
        PackagedWatchdog.start("fprocess", "cat", "suppress_lock", "true")) {
      assertThat(watchdog.calls().get("/_/health").statusCode()).isEqualTo(200);
      assertThat(watchdog.inside("/tmp/.lock")).doesNotExist();
      assertThat(watchdog.lines).noneMatch(line -> line.contains("lock-file"));
    }
  }

  @Test
  void failsWhenTheLockFileCannotBeWritten() throws Exception {
    // Without variables that name a folder, /tmp is the only place, and here no user may write to
    // it.
    try (PackagedWatchdog watchdog =
        PackagedStart.with("fprocess", "cat").in(Room.LOCK_TAKEN).start()) {
      assertThat(watchdog.awaitExit()).isEqualTo(1);
      assertThat(watchdog.lines)
          .anyMatch(line -> line.contains("cannot write the lock file"))
          .noneMatch(line -> line.contains("\tat "));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"streaming", "serializing"})
  void isReadyWithAModeUntilTheLimitOfCallsIsReached(String mode) throws Exception {
    try (PackagedWatchdog watchdog =
        PackagedWatchdog.start("fprocess", "sleep 300", "mode", mode, "max_inflight", "1")) {
      HttpCalls calls = watchdog.calls();
      assertThat(calls.get("/_/ready").statusCode()).isEqualTo(200);
      assertThat(calls.send("PUT", "/_/ready", "").statusCode()).isEqualTo(405);

      try (Socket call = calls.connect("GET / HTTP/1.1\r\nHost: f\r\n\r\n")) {
        eventually(() -> assertThat(calls.get("/_/ready").statusCode()).isEqualTo(429));
        assertThat(call.isConnected()).isTrue();
        assertThat(calls.get("/_/health").statusCode()).isEqualTo(200);
      }
      eventually(() -> assertThat(calls.get("/_/ready").statusCode()).isEqualTo(200));
      Files.delete(watchdog.inside("/tmp/.lock"));
      assertThat(calls.get("/_/ready").statusCode()).isEqualTo(503);
    }
  }

  @Test
  void countsCallsOnTheMetricsListener() throws Exception {
    try (PackagedWatchdog watchdog =
        PackagedWatchdog.start("fprocess", "cat", "metrics_port", FreePort.find())) {
      watchdog.calls().post("a");

      HttpCalls metrics = new HttpCalls(watchdog.metricsPort());
      eventually(
          () ->
              assertThat(metrics.get("/metrics").body())
                  .contains("http_requests_total{code=\"200\",method=\"post\"} 1")
                  .contains("http_request_duration_seconds")
                  .contains("http_requests_in_flight 0"));
      assertThat(metrics.get("/other").statusCode()).isEqualTo(404);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-version", "--version"})
  void printsItsVersionWithoutVariables(String flag) throws Exception {
    try (PackagedWatchdog watchdog = PackagedStart.exactly().withArguments(flag).start()) {
      assertThat(watchdog.awaitExit()).isZero();
      assertThat(watchdog.lines).singleElement().asString().matches("[0-9]+\\.[0-9].*");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-run-healthcheck", "--run-healthcheck"})
  void isUnhealthyByItsFlagWithoutALockFile(String flag) throws Exception {
    try (PackagedWatchdog watchdog = PackagedStart.exactly().withArguments(flag).start()) {
      assertThat(watchdog.awaitExit()).isEqualTo(1);
    }
  }

  @Test
  void isHealthyByItsFlagWithTheLockFile() throws Exception {
    try (PackagedWatchdog watchdog = PackagedWatchdog.shell()) {
      HttpCalls calls = watchdog.calls();

      assertThat(calls.post("/opt/gantry/fwatchdog -run-healthcheck; echo $?").body())
          .isEqualTo("0\n");
      Files.delete(watchdog.inside("/tmp/.lock"));
      assertThat(calls.post("/opt/gantry/fwatchdog -run-healthcheck; echo $?").body())
          .isEqualTo("1\n");
    }
  }

  @Test
  void saysItsVersionFirst() throws Exception {
    try (PackagedWatchdog watchdog = PackagedWatchdog.start("fprocess", "cat")) {
      watchdog.awaitLine("Writing lock-file to: /tmp/.lock");

      assertThat(watchdog.lines).allMatch(line -> line.matches(PackagedClassicIT.DATED + ".*"));
      assertThat(watchdog.lines.getFirst()).contains("Version: ").doesNotContain("dev");
    }
  }

  @Test
  void refusesUnknownArguments() throws Exception {
    try (PackagedWatchdog watchdog = PackagedStart.exactly().withArguments("-verbose").start()) {
      assertThat(watchdog.awaitExit()).isEqualTo(2);
      assertThat(watchdog.lines).first().asString().contains("unknown argument -verbose");
    }
  }
}
