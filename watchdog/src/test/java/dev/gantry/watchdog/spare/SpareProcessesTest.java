package dev.gantry.watchdog.spare;

import static dev.gantry.tck.Eventually.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.watchdog.process.ChildProcess;
import dev.gantry.watchdog.process.ExitStatus;
import dev.gantry.watchdog.process.ProcessCommand;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SpareProcessesTest {

  private final CountingStarter starter = new CountingStarter();
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final ProcessCommand command = shell("cat");
  private final SpareProcesses spares = new SpareProcesses(starter, command, 2, lines::add);

  @AfterEach
  void close() {
    spares.close();
  }

  @Test
  void handsOutTheOldestFirstAndReplacesIt() throws Exception {
    try (SpareProcesses three = new SpareProcesses(starter, command, 3, lines::add)) {
      three.fill();
      // The third is started when the first two can be had.
      awaitStarts(3);

      try (ChildProcess first = three.start(command);
          ChildProcess second = three.start(command)) {
        assertThat(List.of(first.pid(), second.pid()))
            .isEqualTo(List.copyOf(starter.pids).subList(0, 2));
        awaitStarts(5);
      }
    }
    assertThat(lines).isEmpty();
  }

  @Test
  void keepsWhatItHandedOutAlive() throws Exception {
    fill(2);

    try (ChildProcess taken = spares.start(command)) {
      spares.close();

      taken.stdin().write("still here".getBytes(UTF_8));
      taken.stdin().close();
      assertThat(new String(taken.stdout().readAllBytes(), UTF_8)).isEqualTo("still here");
      assertThat(taken.awaitExit()).isEqualTo(new ExitStatus.Exited(0));
    }
  }

  @Test
  void startsAnotherCommandAfresh() throws Exception {
    fill(2);

    try (ChildProcess other = spares.start(shell("cat"))) {
      assertThat(starter.pids.getLast()).isEqualTo(other.pid());
    }
    assertThat(starter.pids).hasSize(3);
  }

  @Test
  void startsAProcessWhenThereIsNoSpare() throws Exception {
    try (ChildProcess process = spares.start(command)) {
      assertThat(starter.pids).containsExactly(process.pid());
    }
  }

  @Test
  void passesOverASpareThatHasDied() throws Exception {
    fill(2);
    long victim = starter.pids.getFirst();

    destroy(victim);
    awaitEnd(victim);

    try (ChildProcess taken = spares.start(command)) {
      assertThat(taken.pid()).isNotEqualTo(victim);
      assertThat(ProcessHandle.of(taken.pid())).isPresent();
    }
  }

  @Test
  void replacesASpareThatDiesAndSaysHowItDied() throws Exception {
    fill(2);

    destroy(starter.pids.getFirst());

    awaitStarts(3);
    assertThat(lines)
        .containsExactly(
            "Spare process ended before its call: signal: killed. Next start in 100ms.");
  }

  @Test
  void startsMoreAndMoreSeldomWhatDiesAtOnce() throws Exception {
    try (SpareProcesses dying = new SpareProcesses(starter, shell("exit 3"), 2, lines::add)) {
      dying.fill();

      eventually(() -> assertThat(lines).hasSizeGreaterThan(3));

      eventually(
          () -> {
            int told = lines.size();
            assertThat(starter.attempts.get()).isBetween(told - 1, told + 2);
          });
      assertThat(lines)
          .allMatch(line -> line.startsWith("Spare process ended before its call: exit status 3"))
          .last()
          .asString()
          .containsPattern("Next start in ([48]00|[136][0-9]+00)ms");
    }
  }

  @Test
  void saysWhyNoneCanBeStarted() throws Exception {
    ProcessCommand missing =
        new ProcessCommand(List.of("/no/such/program"), Map.of(), Optional.empty(), false);
    try (SpareProcesses impossible = new SpareProcesses(starter, missing, 1, lines::add)) {
      impossible.fill();

      eventually(
          () -> assertThat(lines).first().asString().contains("no such file: /no/such/program"));
    }
  }

  @Test
  void killsWhatIsLeftAndStartsNoMore() throws Exception {
    fill(2);

    spares.close();

    starter.pids.forEach(SpareProcessesTest::awaitEnd);
    try (ChildProcess process = spares.start(command)) {
      assertThat(starter.pids).hasSize(3).last().isEqualTo(process.pid());
    }
  }

  private void fill(int count) throws Exception {
    spares.fill();
    awaitStarts(count);
  }

  private void awaitStarts(int count) throws Exception {
    eventually(() -> assertThat(starter.pids).hasSize(count));
  }

  private static void destroy(long pid) {
    assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();
  }

  private static void awaitEnd(long pid) {
    try {
      eventually(() -> assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static ProcessCommand shell(String script) {
    return new ProcessCommand(
        List.of("/bin/sh", "-c", script), Map.of("PATH", "/usr/bin:/bin"), Optional.empty(), false);
  }
}
