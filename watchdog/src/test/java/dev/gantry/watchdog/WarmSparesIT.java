package dev.gantry.watchdog;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Processes that are started ahead of their calls. */
class WarmSparesIT {

  /** Says who it is when it starts, and once more as its answer. */
  private static final String SCRIPT = "echo $$ >> PIDS; cat; echo $$";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"", "streaming", "serializing"})
  void answersWithAProcessThatWasThereBefore(String mode) throws Exception {
    try (RunningWatchdog running = start(2, SCRIPT, "mode", mode)) {
      List<String> spares = awaitStarts(2);

      HttpResponse<String> answer = running.post("body ");

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body().substring("body ".length()).strip()).isIn(spares);
      awaitStarts(3);
    }
  }

  @Test
  void givesEachCallAProcessOfItsOwn() throws Exception {
    ConcurrentLinkedQueue<String> pids = new ConcurrentLinkedQueue<>();
    try (RunningWatchdog running = start(3, SCRIPT)) {
      List<Thread> callers = List.of(caller(running, pids), caller(running, pids));
      for (Thread caller : callers) {
        caller.join();
      }
    }
    Set<String> distinct = new HashSet<>(pids);

    assertThat(pids).hasSize(200);
    assertThat(distinct).hasSize(200);
  }

  @Test
  void endsTheInputOfASpareWhenACallHasNone() throws Exception {
    try (RunningWatchdog running = start(1, "wc -c")) {
      assertThat(running.get("/").body().strip()).isEqualTo("0");
    }
  }

  @Test
  void marshalsTheRequest() throws Exception {
    try (RunningWatchdog running = start(1, SCRIPT, "marshal_request", "true")) {
      awaitStarts(1);

      assertThat(running.post("hello").body()).contains("\"body\":{\"raw\":\"aGVsbG8=\"}");
    }
  }

  @Test
  void answersWithWhatASpareWroteBeforeItsCall() throws Exception {
    String early = "echo $$ >> PIDS; head -c 300000 /dev/zero; echo early >&2; cat";
    try (RunningWatchdog running = start(1, early)) {
      awaitStarts(1);

      assertThat(running.post("late").body()).hasSize(300_010).endsWith("early\nlate");
    }
  }

  @Test
  void logsWhatASpareWroteToItsErrorsBeforeItsCall() throws Exception {
    String early = "echo early >&2; echo $$ >> PIDS; cat";
    try (RunningWatchdog running = start(1, early, "combine_output", "false")) {
      awaitStarts(1);

      assertThat(running.post("late").body()).isEqualTo("late");
      eventually(() -> assertThat(running.lines).anyMatch(line -> line.endsWith("stderr: early")));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "json"})
  void marksWhatASpareWritesWithTheIdOfItsCall(String format) throws Exception {
    String early = "echo early >&2; echo $$ >> PIDS; cat; echo late >&2";
    try (RunningWatchdog running =
        start(1, early, "combine_output", "false", "log_call_id", "true", "log_format", format)) {
      for (int i = 1; i <= 2; i++) {
        String id = "id-" + i;
        awaitStarts(i);
        assertThat(running.send("POST", "/", "x", "X-Call-Id", id).body()).isEqualTo("x");
        eventually(
            () ->
                assertThat(running.lines)
                    .contains("stderr: early [" + id + "]", "stderr: late [" + id + "]"));
      }
    }
  }

  @Test
  void countsTheTimeFromTheCallNotFromTheStart() throws Exception {
    try (RunningWatchdog running = start(1, SCRIPT, "exec_timeout", "2s")) {
      String spare = awaitStarts(1).getFirst();
      long begin = System.nanoTime();
      eventually(() -> assertThat(System.nanoTime() - begin).isGreaterThan(2_100_000_000L));

      assertThat(running.post("").body().strip()).isEqualTo(spare);
      eventually(() -> assertThat(running.watchdog.callsInFlight()).isZero());
    }
  }

  @Test
  void killsASpareThatOutlivesItsTimeInACall() throws Exception {
    String sleeper = "echo $$ >> PIDS; cat; sleep 300";
    try (RunningWatchdog running = start(1, sleeper, "exec_timeout", "200ms")) {
      awaitStarts(1);

      assertThat(running.post("").statusCode()).isEqualTo(408);
    }
  }

  @Test
  void answersAlthoughASpareDiedIdle() throws Exception {
    try (RunningWatchdog running = start(1, SCRIPT)) {
      String spare = awaitStarts(1).getFirst();

      ProcessHandle.of(Long.parseLong(spare)).orElseThrow().destroyForcibly();
      assertGone(spare);

      HttpResponse<String> answer = running.post("");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body().strip()).isNotEqualTo(spare);
      eventually(
          () ->
              assertThat(running.lines)
                  .anyMatch(line -> line.contains("before its call: signal: killed")));
    }
  }

  @Test
  void servesAFunctionThatDoesNotWaitForItsInput() throws Exception {
    try (RunningWatchdog running = start(2, "exit 0")) {
      for (int i = 0; i < 20; i++) {
        assertThat(running.post("").statusCode()).isEqualTo(200);
      }
    }
  }

  @Test
  void killsSparesWhenItDrains() throws Exception {
    try (RunningWatchdog running = start(2, SCRIPT)) {
      List<String> spares = awaitStarts(2);
      assertThat(running.watchdog.callsInFlight()).isZero();

      assertThat(running.watchdog.drain(Duration.ofSeconds(30))).isTrue();

      for (String spare : spares) {
        assertGone(spare);
      }
    }
  }

  @Test
  void leavesNoneBehindWhenItCloses() throws Exception {
    RunningWatchdog running = start(3, "trap \"\" TERM HUP INT; " + SCRIPT);
    awaitStarts(3);
    running.post("");

    running.close();

    for (String pid : started()) {
      assertGone(pid);
    }
  }

  private RunningWatchdog start(int spares, String script, String... variables) throws Exception {
    String[] all = new String[variables.length + 4];
    System.arraycopy(variables, 0, all, 0, variables.length);
    all[variables.length] = "warm_spares";
    all[variables.length + 1] = String.valueOf(spares);
    all[variables.length + 2] = "cgi_headers";
    all[variables.length + 3] = "false";
    return RunningWatchdog.script(script.replace("PIDS", pids().toString()), all);
  }

  private static Thread caller(RunningWatchdog running, ConcurrentLinkedQueue<String> pids) {
    return Thread.startVirtualThread(
        () -> {
          try {
            for (int i = 0; i < 100; i++) {
              pids.add(running.post("").body());
            }
          } catch (Exception e) {
            pids.add(e.toString());
          }
        });
  }

  private Path pids() {
    return folder.resolve("pids");
  }

  private List<String> started() throws Exception {
    return Files.readAllLines(pids());
  }

  private List<String> awaitStarts(int count) throws Exception {
    eventually(() -> assertThat(pids()).exists());
    eventually(() -> assertThat(started()).hasSizeGreaterThanOrEqualTo(count));
    return started();
  }

  private static void assertGone(String pid) throws Exception {
    eventually(
        () ->
            assertThat(ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive))
                .isEmpty());
  }
}
