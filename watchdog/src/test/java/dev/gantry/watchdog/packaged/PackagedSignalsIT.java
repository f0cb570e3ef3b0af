package dev.gantry.watchdog.packaged;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract 3.1 and 3.2: signals to process 1, and what it owes its container. */
@NeedsScratchRoot
class PackagedSignalsIT {

  private static final String WAIT = "cat; while ! [ -e /tmp/go ]; do sleep 0.01; done; echo done";

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT"})
  void finishesWhatRunsAndEndsWithZero(String signal) throws Exception {
    try (PackagedWatchdog watchdog = PackagedWatchdog.start("fprocess", "sh -c '" + WAIT + "'");
        Socket call =
            watchdog
                .calls()
                .connect(
                    "POST / HTTP/1.1\r\nHost: f\r\nConnection: close\r\nContent-Length: 1\r\n\r\na")) {
      watchdog.awaitLine("Forking fprocess.");
      Path lock = watchdog.inside("/tmp/.lock");

      watchdog.signal(signal);
      watchdog.awaitLine("SIG" + signal + " received");
      eventually(() -> assertThat(lock).doesNotExist());
      Files.createFile(watchdog.inside("/tmp/go"));

      assertThat(HttpCalls.readAll(call)).startsWith("HTTP/1.1 200 ").endsWith("adone\n");
      assertThat(watchdog.awaitExit()).isZero();
    }
  }

  @Test
  void goesOnServingUnhealthyForTheHealthcheckInterval() throws Exception {
    try (PackagedWatchdog watchdog =
        PackagedWatchdog.start("fprocess", "cat", "healthcheck_interval", "60s")) {
      HttpCalls calls = watchdog.calls();

      watchdog.signal("TERM");

      eventually(() -> assertThat(calls.get("/_/health").statusCode()).isEqualTo(503));
      assertThat(calls.post("still").body()).isEqualTo("still");
      watchdog.signal("TERM");
      watchdog.awaitExit();
    }
  }

  @Test
  void passesTheSignalOnOnceTheWriteTimeoutIsOver() throws Exception {
    try (PackagedWatchdog watchdog =
            PackagedWatchdog.start("fprocess", "sleep 300", "write_timeout", "1s");
        Socket call = watchdog.calls().connect("GET / HTTP/1.1\r\nHost: f\r\n\r\n")) {
      watchdog.awaitLine("Forking fprocess.");

      watchdog.signal("TERM");

      // Cut by the limit of the call itself, or told how its process ended: both come at the same
      // time.
      assertThat(HttpCalls.readAll(call)).doesNotContain("HTTP/1.1 200");
      assertThat(watchdog.awaitExit()).isIn(0, 143);
    }
  }

  @ParameterizedTest
  @CsvSource({"TERM, terminated, 143", "INT, interrupt, 130"})
  void passesTheSignalOnWhenItComesAgain(String signal, String end, int status) throws Exception {
    try (PackagedWatchdog watchdog =
            PackagedWatchdog.start("fprocess", "sleep 300", "write_timeout", "200s");
        Socket call = watchdog.calls().connect("GET / HTTP/1.1\r\nHost: f\r\n\r\n")) {
      watchdog.awaitLine("Forking fprocess.");

      watchdog.signal(signal);
      watchdog.awaitLine("SIG" + signal + " received");
      watchdog.signal(signal);

      assertThat(HttpCalls.readAll(call)).endsWith("signal: " + end + "\n");
      assertThat(watchdog.awaitExit()).isEqualTo(status);
    }
  }

  @Test
  void collectsWhatFunctionsLeaveBehind() throws Exception {
    try (PackagedWatchdog watchdog = PackagedWatchdog.shell()) {
      HttpCalls calls = watchdog.calls();

      // As the leader of its group, setsid leaves a child behind and ends.
      calls.post("exec setsid sh -c 'exec >/tmp/orphan 2>&1; echo $PPID'");

      eventually(() -> assertThat(watchdog.inside("/tmp/orphan")).exists());
      eventually(
          () ->
              assertThat(calls.post("grep -l 'State:.Z' /proc/[0-9]*/status; true").body())
                  .isEmpty());
    }
  }

  @Test
  void printsItsThreadsAtSigquit() throws Exception {
    try (PackagedWatchdog watchdog = PackagedWatchdog.start("fprocess", "cat")) {
      watchdog.signal("QUIT");

      watchdog.awaitLine("Full thread dump");
      assertThat(watchdog.calls().post("still").body()).isEqualTo("still");
    }
  }
}
