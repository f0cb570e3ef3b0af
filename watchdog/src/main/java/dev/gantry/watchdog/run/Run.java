package dev.gantry.watchdog.run;

import dev.gantry.watchdog.copy.CopyBuffer;
import dev.gantry.watchdog.log.LineCutter;
import dev.gantry.watchdog.process.ChildProcess;
import dev.gantry.watchdog.process.ExitStatus;
import dev.gantry.watchdog.process.ProcessCommand;
import dev.gantry.watchdog.process.ProcessStarter;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One process at work for one call. {@link #output}, {@link #awaitEnd} and {@link #settleInput} are
 * for the call's thread, the rest for any.
 *
 * <p>Somebody has to watch for the process's end and for its time limit. Where the output ends soon
 * that is the call's own thread, which has nothing else to do then. Otherwise {@link
 * #watchFromNowOn} has another do it: a process may end while its children hold the output, and may
 * say nothing for ever.
 */
public final class Run implements AutoCloseable {

  /** How long a run may go unwatched; a time limit that is shorter is watched at once. */
  public static final Duration UNWATCHED = Duration.ofMillis(20);

  private static final Duration LAST_LINES = Duration.ofSeconds(1);

  private final long begin = System.nanoTime();
  private final ChildProcess child;
  private final Duration limit;
  private final Drain output;
  private final Drain errors;
  private final Feed feed;

  /** Null when its work is done or there is none. */
  private final @Nullable Thread feeder;

  private final @Nullable Thread errorReader;
  private final CountDownLatch finished = new CountDownLatch(1);

  /** Whether somebody does; set once, by whoever begins. */
  private final AtomicBoolean isWatched = new AtomicBoolean();

  /** Set once, by whoever ends the run first. */
  private final AtomicReference<@Nullable RunEnd> end = new AtomicReference<>();

  private Run(
      ChildProcess child, boolean hasErrors, Duration limit, Input input, LineCutter errorLines) {
    this.child = child;
    this.limit = limit;
    this.output = new Drain(child.stdout());
    this.errors = new Drain(child.stderr());
    this.feed = new Feed(input, child.stdin(), this::inputFailed);
    // Nearly all bodies are short and have come with their heads, and a thread costs.
    this.feeder = feed.feedAtOnce() ? null : start("watchdog-feed", feed::run);
    if (hasErrors) {
      this.errorReader = start("watchdog-errors", () -> readErrors(errorLines));
    } else {
      this.errorReader = null;
      errors.cut();
    }
  }

  /**
   * Starts a process.
   *
   * @param limit how long it may run; 0 means as long as it wants
   * @param errorLines takes what it writes to STDERR, unless that is merged into the output
   * @throws dev.gantry.watchdog.process.ProcessStartException if it cannot be started
   */
  public static Run start(
      ProcessStarter starter,
      ProcessCommand command,
      Duration limit,
      Input input,
      LineCutter errorLines)
      throws IOException {
    Run run = new Run(starter.start(command), !command.mergeErrors(), limit, input, errorLines);
    if (!limit.isZero() && limit.compareTo(UNWATCHED) < 0) {
      run.watchFromNowOn();
    }
    return run;
  }

  private static Thread start(String name, Runnable work) {
    return Thread.ofVirtual().name(name).start(work);
  }

  /** Its output; ends when the run does. An interrupted read fails. */
  public InputStream output() {
    return output;
  }

  /** Whether it has run for {@link #UNWATCHED} or longer. */
  public boolean isLong() {
    return System.nanoTime() - begin >= UNWATCHED.toNanos();
  }

  /** Has a thread of its own watch for the end, unless somebody does already. Does not block. */
  public void watchFromNowOn() {
    if (isWatched.compareAndSet(false, true)) {
      start("watchdog-exit", this::watch);
    }
  }

  /** Waits, when the output has ended, until the process has too. */
  public RunEnd awaitEnd() throws InterruptedException {
    if (isWatched.compareAndSet(false, true)) {
      watch();
    }
    finished.await();
    return Objects.requireNonNull(end.get());
  }

  /**
   * Waits, once the answer is out, until the input is not used by another thread any more. That is
   * at once if the process took it all, and otherwise takes as long as the client needs to send its
   * next piece or to be found too slow.
   */
  public void settleInput() throws InterruptedException {
    feed.answered();
    if (feeder != null) {
      feeder.join();
    }
  }

  /**
   * Sends a signal to what runs.
   *
   * @param number such as 15 for SIGTERM
   * @return whether something does; if not, only the answer may still be on its way
   */
  public boolean signal(int number) {
    child.signalGroup(number);
    return finished.getCount() > 0;
  }

  /** Kills what runs. Idempotent, does not block. */
  @Override
  public void close() {
    output.cut();
    errors.cut();
    child.close();
  }

  private void inputFailed(IOException cause) {
    if (endWith(new RunEnd.InputFailed(cause))) {
      close();
    }
  }

  private void readErrors(LineCutter lines) {
    CopyBuffer buffer = new CopyBuffer();
    try {
      while (buffer.fill(errors)) {
        lines.take(buffer.bytes(), 0, buffer.count());
      }
    } catch (IOException e) {
      // The pipe is gone; what came through it is logged.
    }
    lines.end();
  }

  private void watch() {
    try {
      Optional<ExitStatus> exit = awaitExit();
      if (exit.isEmpty()) {
        endWith(new RunEnd.TimedOut(limit));
        close();
      } else if (endWith(new RunEnd.Ended(exit.get()))) {
        awaitOutput();
      }
    } catch (InterruptedException e) {
      // It is the call's thread, and the call is to end.
      Thread.currentThread().interrupt();
    } finally {
      endWith(new RunEnd.TimedOut(limit));
      close();
      finished.countDown();
    }
  }

  private Optional<ExitStatus> awaitExit() throws InterruptedException {
    return limit.isZero()
        ? Optional.of(child.awaitExit())
        : child.awaitExit(limit.minusNanos(System.nanoTime() - begin));
  }

  private void awaitOutput() throws InterruptedException {
    Leftovers leftovers = new Leftovers(child);
    leftovers.await(output);
    leftovers.await(errors);
    close();
    if (errorReader != null) {
      errorReader.join(LAST_LINES);
    }
  }

  /** Returns whether this is how the run ended. */
  private boolean endWith(RunEnd how) {
    return end.compareAndSet(null, how);
  }
}
