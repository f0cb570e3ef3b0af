package dev.gantry.watchdog;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.watchdog.log.LogFormat;
import dev.gantry.watchdog.log.LogSettings;
import dev.gantry.watchdog.log.WatchdogLog;
import dev.gantry.watchdog.process.ExitStatus;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShutdownTest {

  private static final Duration LONG = Duration.ofSeconds(60);

  private final StopSignals signals = new StopSignals();

  private final Queue<End> ends = new ConcurrentLinkedQueue<>();

  @TempDir Path folder;

  @Test
  void isDoneWhenNothingRuns() throws Exception {
    try (RunningWatchdog running = RunningWatchdog.start("fprocess", "cat")) {
      assertThat(after(running, LONG)).isEqualTo(new End.Done());
    }
  }

  @Test
  void passesTheSignalOnWhenTheTimeIsOver() throws Exception {
    Path ready = folder.resolve("ready");
    String script = "trap \"echo last words; exit 0\" TERM; echo > " + ready + "; sleep 300 & wait";
    try (RunningWatchdog running = RunningWatchdog.script(script);
        Socket call = running.connect("GET / HTTP/1.1\r\nHost: f\r\n\r\n")) {
      eventually(() -> assertThat(ready).exists());

      assertThat(after(running, Duration.ofMillis(1))).isEqualTo(new End.CutOff(15));

      assertThat(ClassicModeIT.read(call)).startsWith("HTTP/1.1 200").endsWith("last words\n");
    }
  }

  @Test
  void cutsTheConnectionOfACallThatHasNoProcessYet() throws Exception {
    try (RunningWatchdog running = RunningWatchdog.start("fprocess", "cat", "mode", "serializing");
        Socket call =
            running.connect(
                "POST / HTTP/1.1\r\nHost: f\r\nContent-Length: 9\r\nExpect: 100-continue\r\n\r\n")) {
      assertThat(call.getInputStream().readNBytes(25)).asString().contains("100 Continue");
      signals.received(StopSignal.TERM);
      signals.received(StopSignal.INT);

      assertThat(after(running, LONG)).isEqualTo(new End.CutOff(2));
      assertThat(ClassicModeIT.read(call)).isEmpty();
    }
  }

  @Test
  void endsTheUnhealthyPauseAtASecondSignal() throws Exception {
    try (RunningWatchdog running = RunningWatchdog.start("fprocess", "cat")) {
      signals.received(StopSignal.TERM);
      signals.received(StopSignal.TERM);

      assertThat(shutdown(running, LONG).after(StopSignal.TERM, Duration.ofDays(1)))
          .isEqualTo(new End.Done());
    }
  }

  @Test
  void endsTheUnhealthyPauseWhenTheFunctionHasEnded() throws Exception {
    try (RunningWatchdog running = RunningWatchdog.start("fprocess", "cat")) {
      signals.received(StopSignal.TERM);
      signals.functionEnded(new ExitStatus.Exited(1));

      assertThat(shutdown(running, LONG).after(StopSignal.TERM, Duration.ofDays(1)))
          .isEqualTo(new End.Done());
    }
  }

  @Test
  void givesTheFunctionTimeToEndAfterASecondSignal() throws Exception {
    String script =
        "trap 'trap \"\" TERM; echo asked; sleep 0.2; echo last words; exit 0' TERM;"
            + " echo up; while :; do sleep 0.05; done";
    try (RunningWatchdog running =
        RunningWatchdog.script(script, "mode", "http", "upstream_url", "http://127.0.0.1:1")) {
      eventually(() -> assertThat(running.lines).contains("stdout: up"));
      Thread stopping = Thread.startVirtualThread(() -> ends.add(stopped(running)));
      eventually(() -> assertThat(running.lines).contains("stdout: asked"));

      signals.received(StopSignal.TERM);
      signals.received(StopSignal.TERM);
      stopping.join();

      assertThat(running.lines).contains("stdout: last words");
      assertThat(ends).containsExactly(new End.Done());
    }
  }

  /** A drain does not wait for it, and yet it is cut off by who cannot wait for the function. */
  @Test
  void countsAnUpgradedConnectionAsCutOffByASecondSignal() throws Exception {
    String switching = "HTTP/1.1 101 S\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\nhello";
    try (FakeUpstream upstream =
            FakeUpstream.playing(
                peer -> {
                  peer.head();
                  peer.send(switching);
                  peer.socket().getInputStream().read();
                });
        RunningWatchdog running =
            RunningWatchdog.script(
                "trap 'echo asked' TERM; echo up; while :; do sleep 0.05; done",
                "mode",
                "http",
                "upstream_url",
                upstream.url());
        Socket client =
            running.connect(
                "GET / HTTP/1.1\r\nHost: f\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n")) {
      RelayTest.readUntil(client.getInputStream(), "hello");
      eventually(() -> assertThat(running.lines).contains("stdout: up"));
      Thread stopping = Thread.startVirtualThread(() -> ends.add(stopped(running)));
      eventually(() -> assertThat(running.lines).contains("stdout: asked"));

      signals.received(StopSignal.TERM);
      signals.received(StopSignal.INT);
      stopping.join();

      assertThat(ends).containsExactly(new End.CutOff(2));
    }
  }

  private End stopped(RunningWatchdog running) {
    try {
      return after(running, LONG);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private End after(RunningWatchdog running, Duration limit) throws InterruptedException {
    return shutdown(running, limit).after(StopSignal.TERM, Duration.ZERO);
  }

  private Shutdown shutdown(RunningWatchdog running, Duration limit) {
    WatchdogLog log =
        WatchdogLog.marked(running.lines::add, new LogSettings(true, 100, false, LogFormat.TEXT));
    return new Shutdown(running.watchdog, signals, limit, log);
  }
}
