package dev.gantry.watchdog.process;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Many processes at once. */
interface CrowdContract extends ProcessStarterContract {

  int THREADS = 200;

  @Test
  default void thousandsOfQuickStartsLeaveNoZombieAndNoDescriptor() throws Exception {
    quickStarts(THREADS);
    int before = Proc.openDescriptors();

    int right = quickStarts(5 * crowd());

    assertThat(right).isEqualTo(5 * crowd());
    eventually(
        () -> {
          assertThat(Proc.zombies()).isZero();
          assertThat(Proc.openDescriptors()).isLessThanOrEqualTo(before);
        });
  }

  /** Starts them from many virtual threads; returns how many did what they should. */
  private int quickStarts(int count) throws InterruptedException {
    ProcessStarter starter = starter(ProcessLedger.none());
    AtomicInteger left = new AtomicInteger(count);
    AtomicInteger right = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      threads.add(
          Threads.started(
              () -> {
                while (left.getAndDecrement() > 0) {
                  right.addAndGet(quickStart(starter));
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return right.get();
  }

  private static int quickStart(ProcessStarter starter) throws Exception {
    try (ChildProcess process = starter.start(Commands.of("echo", "hi"))) {
      process.stdin().close();
      boolean said = Text.of(process.stdout()).equals("hi\n");
      return said && process.awaitExit().isSuccess() ? 1 : 0;
    }
  }

  @Test
  default void virtualThreadsRunOnWhileManyAreBlockedInReads() throws Exception {
    List<ChildProcess> processes = new ArrayList<>();
    List<Thread> readers = new ArrayList<>();
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    try {
      for (int i = 0; i < crowd(); i++) {
        ChildProcess process = start(Commands.of("sleep", "1000"));
        processes.add(process);
        readers.add(Threads.parked(process.stdout()::read, thrown));
      }
      CountDownLatch ran = new CountDownLatch(1);
      Thread.startVirtualThread(ran::countDown);

      assertThat(ran.await(20, TimeUnit.SECONDS)).isTrue();
    } finally {
      processes.forEach(ChildProcess::close);
    }
    for (Thread reader : readers) {
      reader.join();
    }
    eventually(() -> assertThat(Proc.zombies()).isZero());
  }

  @Test
  default void processesOfTheJdkAreNotDisturbed() throws Exception {
    ProcessStarter starter = starter(ProcessLedger.none());
    List<Integer> codes = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      try (ChildProcess ours = starter.start(Commands.shell("exit 9"))) {
        Process theirs = new ProcessBuilder("sh", "-c", "echo hi; exit 5").start();
        try (InputStream output = theirs.getInputStream()) {
          assertThat(Text.of(output)).isEqualTo("hi\n");
        }
        codes.add(theirs.waitFor());
        assertThat(ours.awaitExit()).isEqualTo(new ExitStatus.Exited(9));
      }
    }
    assertThat(codes).hasSize(50).containsOnly(5);
  }
}
