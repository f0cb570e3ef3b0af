package dev.gantry.watchdog.supervise;

import dev.gantry.watchdog.copy.CopyBuffer;
import dev.gantry.watchdog.log.LineCutter;
import dev.gantry.watchdog.log.WatchdogLog;
import dev.gantry.watchdog.process.ChildProcess;
import dev.gantry.watchdog.process.ExitStatus;
import dev.gantry.watchdog.process.ProcessCommand;
import dev.gantry.watchdog.process.ProcessStarter;
import dev.gantry.watchdog.run.ExitText;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A process that is started once and serves all calls. What it writes is logged, its input is at
 * its end. Thread-safe; closed by who started it.
 */
public final class SupervisedProcess implements AutoCloseable {

  private static final int SIGTERM = 15;

  /** How long to wait for the last lines of a process that has ended; its children may go on. */
  private static final Duration LAST_LINES = Duration.ofSeconds(1);

  private final ChildProcess child;
  private final WatchdogLog log;
  private final CountDownLatch ended = new CountDownLatch(1);

  /** Written by the watching thread, before {@code ended}. */
  private volatile @Nullable ExitStatus status;

  /** Written by who stops it, so that its end is no surprise. */
  private volatile boolean isStopping;

  private SupervisedProcess(ChildProcess child, WatchdogLog log) {
    this.child = child;
    this.log = log;
  }

  /**
   * Starts a process.
   *
   * @throws dev.gantry.watchdog.process.ProcessStartException if it cannot be started; the message
   *     is for a person
   */
  public static SupervisedProcess start(
      ProcessStarter starter, ProcessCommand command, WatchdogLog log) throws IOException {
    SupervisedProcess process = new SupervisedProcess(starter.start(command), log);
    process.child.stdin().close();
    Thread output = process.logged(process.child.stdout(), "stdout");
    Thread errors = process.logged(process.child.stderr(), "stderr");
    Thread.ofVirtual().name("function-exit").start(() -> process.watch(output, errors));
    return process;
  }

  /** Whether it runs. */
  public boolean isAlive() {
    return ended.getCount() > 0;
  }

  /** Waits for its end; its last lines are logged then. */
  public ExitStatus awaitEnd() throws InterruptedException {
    ended.await();
    return endStatus().orElseThrow();
  }

  /**
   * Asks its group to end (SIGTERM), and kills it if it has not after some time. Blocks until it
   * has ended.
   *
   * @param patience how long it has
   * @return whether it ended by itself
   */
  public boolean stop(Duration patience) throws InterruptedException {
    isStopping = true;
    if (isAlive()) {
      child.signalGroup(SIGTERM);
    }
    boolean isInTime = ended.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    close();
    return isInTime;
  }

  /** Sends a signal that asks for its end to its group. */
  public void signal(int signal) {
    isStopping = true;
    child.signalGroup(signal);
  }

  /** Kills its group. Idempotent, does not block. */
  @Override
  public void close() {
    isStopping = true;
    child.close();
  }

  private Optional<ExitStatus> endStatus() {
    return Optional.ofNullable(status);
  }

  private Thread logged(InputStream stream, String name) {
    LineCutter lines = log.cutter(name);
    return Thread.ofVirtual().name("function-" + name).start(() -> copy(stream, lines));
  }

  private static void copy(InputStream stream, LineCutter lines) {
    CopyBuffer buffer = new CopyBuffer();
    try {
      while (buffer.fill(stream)) {
        lines.take(buffer.bytes(), 0, buffer.count());
      }
    } catch (IOException e) {
      // The pipe is gone; what came through it is logged.
    }
    lines.end();
  }

  private void watch(Thread output, Thread errors) {
    try {
      ExitStatus end = child.awaitExit();
      status = end;
      output.join(LAST_LINES);
      errors.join(LAST_LINES);
      if (!isStopping) {
        log.own("Error: the function's process ended: " + ExitText.of(end));
      }
    } catch (InterruptedException e) {
      // Nobody interrupts this thread.
      Thread.currentThread().interrupt();
    } finally {
      ended.countDown();
    }
  }
}
