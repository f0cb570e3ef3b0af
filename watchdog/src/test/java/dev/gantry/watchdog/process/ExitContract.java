package dev.gantry.watchdog.process;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How processes end, and are ended. */
interface ExitContract extends ProcessStarterContract {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 127, 255})
  default void tellsTheExitCode(int code) throws Exception {
    try (ChildProcess process = shell("exit " + code)) {
      assertThat(process.awaitExit()).isEqualTo(new ExitStatus.Exited(code));
    }
  }

  /** Among them SIGQUIT and SIGPIPE, which Java's threads block or handle. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 9, 11, 13, 15})
  default void tellsTheSignalThatEndedIt(int signal) throws Exception {
    try (ChildProcess process = shell("kill -" + signal + " $$; exit 0")) {
      assertThat(process.awaitExit()).isEqualTo(new ExitStatus.Signaled(signal));
    }
  }

  @Test
  default void waitsNoLongerThanAsked() throws Exception {
    try (ChildProcess process = shell("read line; exit 4")) {
      assertThat(process.awaitExit(Duration.ofMillis(20))).isEmpty();

      process.stdin().close();

      assertThat(process.awaitExit(Duration.ofSeconds(Long.MAX_VALUE)))
          .contains(new ExitStatus.Exited(4));
    }
  }

  @Test
  default void manyThreadsMayWaitForTheSameEnd() throws Exception {
    List<ExitStatus> seen = new CopyOnWriteArrayList<>();
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    try (ChildProcess process = shell("read line; exit 4")) {
      Thread one = Threads.parked(() -> seen.add(process.awaitExit()), thrown);
      Thread other = Threads.parked(() -> seen.add(process.awaitExit()), thrown);

      process.stdin().close();

      one.join();
      other.join();
    }
    assertThat(seen).containsExactly(new ExitStatus.Exited(4), new ExitStatus.Exited(4));
  }

  @Test
  default void interruptionEndsAWait() throws Exception {
    try (ChildProcess process = start(Commands.of("sleep", "1000"))) {
      AtomicReference<Throwable> thrown = new AtomicReference<>();
      Thread waiter = Threads.parked(process::awaitExit, thrown);

      waiter.interrupt();

      waiter.join();
      assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    }
  }

  @Test
  default void signalsReachTheWholeGroup() throws Exception {
    try (ChildProcess process = shell("sleep 1000 & echo $!; wait")) {
      long child = Long.parseLong(Text.line(process.stdout()));

      process.signalGroup(15);

      assertThat(process.awaitExit()).isEqualTo(new ExitStatus.Signaled(15));
      Proc.awaitEnd(child);
    }
  }

  @Test
  default void closeKillsTheGroupWhileItsLeaderRuns() throws Exception {
    ChildProcess process = shell("sh -c 'sleep 1000 & echo $!; wait'; exit");
    long grandchild = Long.parseLong(Text.line(process.stdout()));

    process.close();

    assertThat(process.awaitExit()).isEqualTo(new ExitStatus.Signaled(9));
    Proc.awaitEnd(grandchild);
  }

  @Test
  default void closeKillsTheGroupAfterItsLeaderHasEnded() throws Exception {
    ChildProcess process = shell("sleep 1000 & echo $!");
    long child = Long.parseLong(Text.line(process.stdout()));
    assertThat(process.awaitExit()).isEqualTo(new ExitStatus.Exited(0));
    eventually(() -> assertThat(Proc.state(child)).isIn('R', 'S'));

    process.close();

    Proc.awaitEnd(child);
  }

  @Test
  default void closeOfAProcessThatIgnoresSignalsKillsIt() throws Exception {
    ChildProcess process = shell("trap '' 1 2 3 13 15; echo set; while :; do sleep 1000; done");
    Text.line(process.stdout());
    process.signalGroup(15);

    process.close();

    assertThat(process.awaitExit()).isEqualTo(new ExitStatus.Signaled(9));
    assertThat(Proc.isGone(process.pid())).isTrue();
  }

  @Test
  default void whatIsClosedStaysClosed() throws Exception {
    ChildProcess process = shell("exit 7");
    process.awaitExit();
    process.close();

    process.close();
    process.signalGroup(9);

    assertThat(process.awaitExit()).isEqualTo(new ExitStatus.Exited(7));
    assertThatThrownBy(() -> process.stdout().read()).hasMessage("Stream closed");
  }

  @Test
  default void refusesSignalsThatDoNotExist() throws Exception {
    try (ChildProcess process = shell("exit 0")) {
      assertThatThrownBy(() -> process.signalGroup(0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("signal: 0 (expected: 1 to 64)");
    }
  }

  @Test
  default void theLedgerHearsOfTheStartAndOfTheEnd() throws Exception {
    List<String> entries = new CopyOnWriteArrayList<>();
    ChildProcess process = starter(new ListLedger(entries)).start(Commands.of("sleep", "1000"));
    assertThat(entries).containsExactly("started " + process.pid());

    process.close();

    String ended = "ended " + process.pid();
    eventually(() -> assertThat(entries).hasSize(2).last().isEqualTo(ended));
  }

  /** Notes what it is told. */
  record ListLedger(List<String> entries) implements ProcessLedger {
    @Override
    public void started(long pid) {
      entries.add("started " + pid);
    }

    @Override
    public void ended(long pid) {
      entries.add("ended " + pid);
    }
  }

  @Test
  default void aLedgerThatFailsLeavesNoProcess() throws Exception {
    AtomicLong started = new AtomicLong();
    ProcessStarter starter =
        starter(
            new ProcessLedger() {
              @Override
              public void started(long pid) {
                started.set(pid);
                throw new IllegalStateException("disk full");
              }

              @Override
              public void ended(long pid) {}
            });

    assertThatThrownBy(() -> starter.start(Commands.of("sleep", "1000")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("disk full");

    assertThat(started.get()).isPositive();
    eventually(() -> assertThat(Proc.isGone(started.get())).isTrue());
  }
}
