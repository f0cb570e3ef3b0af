package dev.gantry.watchdog;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The watchdog as process 1, as in a container. Process numbers here are those seen outside. */
class FirstProcessIT {

  private static final List<String> CONTAINER =
      List.of("unshare", "--pid", "--fork", "--mount-proc");

  @TempDir Path folder;

  @BeforeAll
  static void needsPermission() throws Exception {
    boolean isAllowed = isAllowed();
    if (!isAllowed) {
      System.err.println("FirstProcessIT is skipped: unshare --pid is not allowed or not there");
    }
    assumeTrue(isAllowed);
  }

  @Test
  void endsWithZeroAtSigterm() throws Exception {
    try (ForkedWatchdog forked = start("cat")) {
      assertThat(forked.get(forked.port(), "/").statusCode()).isEqualTo(200);

      ForkedWatchdog.signal("TERM", first(forked).pid());

      assertThat(forked.awaitExit()).isZero();
    }
  }

  @Test
  void tellsTheSignalThatCutCallsOff() throws Exception {
    try (ForkedWatchdog forked = start("sh -c 'trap \"\" INT; sleep 300'");
        Socket call = forked.connect("GET / HTTP/1.1\r\nHost: f\r\n\r\n")) {
      ProcessHandle first = first(forked);
      eventually(() -> assertThat(first.children()).isNotEmpty());

      ForkedWatchdog.signal("INT", first.pid());
      eventually(() -> assertThat(forked.lines).anyMatch(line -> line.contains("SIGINT received")));
      ForkedWatchdog.signal("INT", first.pid());

      assertThat(forked.awaitExit()).isEqualTo(130);
      assertThat(ClassicModeIT.read(call)).isEmpty();
    }
  }

  @Test
  void collectsADaemonThatEndsWhileNothingRuns() throws Exception {
    try (ForkedWatchdog forked = start("setsid sh -c 'sleep 300 > /dev/null 2>&1 & echo left'")) {
      ProcessHandle first = first(forked);
      assertThat(forked.get(forked.port(), "/").body()).isEqualTo("left\n");
      eventually(() -> assertThat(first.children()).hasSize(1));

      ForkedWatchdog.signal("KILL", first.children().findFirst().orElseThrow().pid());

      eventually(() -> assertThat(first.children()).isEmpty());
    }
  }

  @Test
  void collectsADaemonBesideACallThatRuns() throws Exception {
    String script = "(setsid sleep 0.1 > /dev/null 2>&1 &); exec sleep 300";
    try (ForkedWatchdog forked = start("sh -c '" + script + "'");
        Socket call = forked.connect("GET / HTTP/1.1\r\nHost: f\r\n\r\n")) {
      ProcessHandle first = first(forked);
      eventually(() -> assertThat(first.children()).hasSize(1));
      assertThat(call.isConnected()).isTrue();
    }
  }

  /** The only child of {@code unshare}. */
  private static ProcessHandle first(ForkedWatchdog forked) throws Exception {
    forked.port();
    try (Stream<ProcessHandle> children = forked.process.children()) {
      return children.findFirst().orElseThrow();
    }
  }

  private ForkedWatchdog start(String function) throws IOException {
    return ForkedWatchdog.startBehind(
        CONTAINER, folder, Map.of("port", "0", "metrics_port", "0", "fprocess", function));
  }

  private static boolean isAllowed() throws InterruptedException {
    try {
      Process probe =
          new ProcessBuilder(Stream.concat(CONTAINER.stream(), Stream.of("true")).toList()).start();
      return probe.waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
