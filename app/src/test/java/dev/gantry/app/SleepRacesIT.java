package dev.gantry.app;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls that come while a function of real processes shrinks, sleeps, wakes and is replaced. */
class SleepRacesIT {

  private static final int ROUNDS = 5;

  @TempDir private Path data;

  @Test
  void noCallIsLostWhileAFunctionShrinksSleepsWakesAndIsReplaced() throws Exception {
    try (RunningGantry gantry = RunningGantry.start(data, "--no-samples", "--scaling", "off")) {
      gantry.deploy(echo(0), "echo");
      URI function = gantry.gateway().resolve("/function/echo");
      try (SteadyCalls calls = SteadyCalls.start(function, 4, Duration.ZERO)) {
        for (int round = 1; round <= ROUNDS; round++) {
          scale(gantry, 3);
          more(calls);
          scale(gantry, 1);
          more(calls);
          scale(gantry, 0);
          more(calls);
          scale(gantry, 0);
          accepted(gantry.send("PUT", "/system/functions", echo(round)));
          more(calls);
        }
        calls.stop();
        assertThat(calls.failures()).isEmpty();
      }
    }
  }

  /** A call wakes the function or learns that there is none. */
  @Test
  void aCallIsAnsweredWhateverBecomesOfTheFunctionItWakes() throws Exception {
    try (RunningGantry gantry = RunningGantry.start(data, "--no-samples", "--scaling", "off")) {
      URI function = gantry.gateway().resolve("/function/echo");
      gantry.deploy(echo(0), "echo");
      try (SteadyCalls calls = SteadyCalls.start(function, 4, Duration.ZERO)) {
        for (int round = 1; round <= ROUNDS; round++) {
          scale(gantry, 0);
          accepted(gantry.send("DELETE", "/system/functions", "{\"functionName\":\"echo\"}"));
          accepted(gantry.post("/system/functions", echo(round)));
          more(calls);
        }
        calls.stop();
        assertThat(calls.failures()).allSatisfy(failure -> assertThat(failure).contains("404"));
      }
    }
  }

  private static String echo(int version) {
    return "{\"service\":\"echo\",\"envProcess\":\"cat\",\"envVars\":{\"version\":\""
        + version
        + "\"},\"labels\":{\"dev.gantry.waiting.time\":\"60s\"}}";
  }

  private static void scale(RunningGantry gantry, int replicas) throws Exception {
    accepted(gantry.post("/system/scale-function/echo", "{\"replicas\":" + replicas + "}"));
  }

  private static void accepted(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
  }

  /** Waits until calls have been answered that began after what was done last. */
  private static void more(SteadyCalls calls) throws Exception {
    int before = calls.answered();
    eventually(() -> assertThat(calls.answered()).isGreaterThan(before + 8));
  }
}
