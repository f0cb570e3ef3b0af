package dev.gantry.watchdog;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of odd processes in docs/watchdog.md: those that leave children behind. */
class LeftoversIT {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"", "streaming", "serializing"})
  void isNotWaitedForInItsChildren(String mode) throws Exception {
    Path pid = folder.resolve("pid");
    try (RunningWatchdog running =
        RunningWatchdog.script("sleep 300 & echo $! > " + pid + "; echo started", "mode", mode)) {
      HttpResponse<String> answer = running.post("");

      assertThat(answer.body()).isEqualTo("started\n");
      Gone.assertThatIsGone(pid);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "streaming", "serializing"})
  void isNotWaitedForInItsDaemons(String mode) throws Exception {
    Path pid = folder.resolve("pid");
    try (RunningWatchdog running =
        RunningWatchdog.script(
            "setsid sh -c 'echo $$ > "
                + pid
                + "; exec sleep 300' & "
                + "while ! [ -s "
                + pid
                + " ]; do sleep 0.01; done; echo started",
            "mode",
            mode)) {
      HttpResponse<String> answer = running.post("");

      assertThat(answer.body()).isEqualTo("started\n");
      ProcessHandle.of(Gone.number(pid)).ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "while echo drip; do sleep 0.01; done"})
  void isNotWaitedForInDaemonsThatGoOnWriting(String daemon) throws Exception {
    Path pid = folder.resolve("pid");
    try (RunningWatchdog running =
        RunningWatchdog.script(
            "setsid sh -c 'echo $$ > "
                + pid
                + "; "
                + daemon
                + "' & "
                + "while ! [ -s "
                + pid
                + " ]; do sleep 0.01; done; echo started",
            "mode",
            "streaming",
            "exec_timeout",
            "0")) {
      HttpResponse<Void> answer = running.postAndDiscard();

      assertThat(answer.statusCode()).isEqualTo(200);
      Gone.assertThatIsGone(pid);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "streaming", "serializing"})
  void getsAMomentForTheEndOfItsPipeline(String mode) throws Exception {
    try (RunningWatchdog running =
        RunningWatchdog.script("(sleep 0.05; echo late) & echo soon", "mode", mode)) {
      // On a busy machine the moment may be over before the child was woken.
      eventually(() -> assertThat(running.post("").body()).isEqualTo("soon\nlate\n"));
    }
  }
}
