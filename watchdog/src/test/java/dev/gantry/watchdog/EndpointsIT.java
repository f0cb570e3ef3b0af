package dev.gantry.watchdog;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Health, readiness, drain and close of an embedded watchdog. */
class EndpointsIT {

  @Test
  void isHealthyFromTheStart() throws Exception {
    try (RunningWatchdog running = RunningWatchdog.start("fprocess", "cat")) {
      HttpResponse<String> answer = running.get("/_/health");

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("OK");
      assertThat(running.watchdog.isReady()).isTrue();
      assertThat(running.lines).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"POST, /_/health", "HEAD, /_/health", "POST, /_/ready", "PUT, /_/ready"})
  void probesWithGetOnly(String method, String path) throws Exception {
    try (RunningWatchdog running = RunningWatchdog.start("fprocess", "cat", "mode", "streaming")) {
      HttpResponse<String> answer = running.send(method, path, "");

      assertThat(answer.statusCode()).isEqualTo(405);
      assertThat(answer.headers().firstValue("Allow")).contains("GET");
    }
  }

  @Test
  void isReadyUntilTheLimitOfCallsIsReached() throws Exception {
    try (RunningWatchdog running =
        RunningWatchdog.script("sleep 300", "mode", "streaming", "max_inflight", "1")) {
      try (Socket call = running.connect("GET / HTTP/1.1\r\nHost: f\r\n\r\n")) {
        eventually(() -> assertThat(running.watchdog.callsInFlight()).isOne());
        assertThat(running.get("/_/ready").statusCode()).isEqualTo(429);
        assertThat(running.get("/_/health").statusCode()).isEqualTo(200);
        assertThat(call.isConnected()).isTrue();
      }
      eventually(() -> assertThat(running.get("/_/ready").statusCode()).isEqualTo(200));
    }
  }

  @Test
  void isNeitherHealthyNorReadyOnceItLeavesTheRotationButStillAnswers() throws Exception {
    try (RunningWatchdog running = RunningWatchdog.start("fprocess", "cat", "mode", "streaming")) {
      running.watchdog.leaveRotation();

      assertThat(running.get("/_/health").statusCode()).isEqualTo(503);
      assertThat(running.get("/_/ready").statusCode()).isEqualTo(503);
      assertThat(running.watchdog.isReady()).isFalse();
      assertThat(running.post("still").body()).isEqualTo("still");
    }
  }

  @Test
  void drainsByFinishingWhatRuns() throws Exception {
    try (RunningWatchdog running = RunningWatchdog.script("cat; sleep 0.3; echo done");
        Socket call = running.connect("POST / HTTP/1.1\r\nHost: f\r\nContent-Length: 1\r\n\r\na")) {
      eventually(() -> assertThat(running.watchdog.callsInFlight()).isOne());

      boolean complete = running.watchdog.drain(Duration.ofSeconds(30));

      assertThat(complete).isTrue();
      assertThat(ClassicModeIT.read(call)).startsWith("HTTP/1.1 200 ").endsWith("adone\n");
    }
  }

  @Test
  void endsEverythingAtOnceWhenItIsClosed() throws Exception {
    RunningWatchdog running = RunningWatchdog.script("sleep 300");
    try (Socket call = running.connect("GET / HTTP/1.1\r\nHost: f\r\n\r\n")) {
      eventually(() -> assertThat(running.watchdog.callsInFlight()).isOne());

      running.close();

      assertThat(ClassicModeIT.read(call)).isEmpty();
      eventually(() -> assertThat(running.watchdog.callsInFlight()).isZero());
      assertThat(running.watchdog.isReady()).isFalse();
    }
  }
}
