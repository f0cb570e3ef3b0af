package dev.gantry.watchdog.spare;

import dev.gantry.watchdog.process.ChildProcess;
import dev.gantry.watchdog.process.ExitStatus;
import dev.gantry.watchdog.process.ProcessCommand;
import dev.gantry.watchdog.process.ProcessStarter;
import dev.gantry.watchdog.run.ExitText;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A starter that has processes of one command ready: a start of that command takes the oldest of
 * them, and a replacement is started soon after. Each is taken once. When none is there, or another
 * command is asked for, a process is started as without spares.
 *
 * <p>A spare that dies unused is replaced, more and more slowly while that goes on ({@link
 * BackOff}). One that is dead when it is taken is passed over. One that dies between that look and
 * its first input has been taken: its call is answered as that of any process that dies.
 *
 * <p>Thread-safe. {@link #close} kills the spares; starts work on without them.
 */
public final class SpareProcesses implements ProcessStarter, AutoCloseable {

  /**
   * How long after a take its replacement is started: most calls have ended by then, so they have
   * the processors for themselves. A call that finds no spare, or one that is still starting, has
   * nothing to lose by it; then all that are missing are started at once beside it, so that those
   * that follow find some again. Of calls without a pause, for which no number of spares suffices,
   * most are quick in this way, and the time of all together is the same.
   */
  private static final long REST = TimeUnit.MILLISECONDS.toNanos(15);

  private final ProcessStarter starter;
  private final ProcessCommand command;
  private final Consumer<String> log;

  // The rest is guarded by lock.
  private final Object lock = new Object();

  /** Oldest first. */
  private final ArrayDeque<Spare> idle = new ArrayDeque<>();

  /** For each spare that is missing, when to start it; roughly in order. */
  private final List<Long> missing = new ArrayList<>();

  private final BackOff backOff = new BackOff();
  private final Deaths deaths = new Deaths();
  private boolean isClosed;

  /**
   * Starts nothing before {@link #fill}.
   *
   * @param command recognised by identity, because comparing variables takes time
   * @param count how many to keep
   * @param log takes a line when spares die
   */
  public SpareProcesses(
      ProcessStarter starter, ProcessCommand command, int count, Consumer<String> log) {
    this.starter = starter;
    this.command = command;
    this.log = log;
    for (int i = 0; i < count; i++) {
      missing.add(System.nanoTime());
    }
  }

  /** Begins to start spares; does not block. To be called once. */
  public void fill() {
    Thread.ofVirtual().name("watchdog-spares").start(this::keepFilled);
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // The constructor says why.
  public ChildProcess start(ProcessCommand wanted) throws IOException {
    Spare spare = wanted == command ? take() : null;
    return spare == null ? starter.start(wanted) : spare.child();
  }

  /** Kills the spares; there will be no more. Idempotent, does not block. */
  @Override
  public void close() {
    List<Spare> left;
    synchronized (lock) {
      isClosed = true;
      left = new ArrayList<>(idle);
      idle.clear();
      lock.notifyAll();
    }
    left.forEach(spare -> spare.child().close());
  }

  /** The oldest spare that lives, which is the caller's from now on; null if there is none. */
  private @Nullable Spare take() throws IOException {
    while (true) {
      Spare spare = oldest();
      if (spare == null) {
        return null;
      }
      Optional<ExitStatus> end = endOf(spare);
      if (end.isEmpty()) {
        taken(spare);
        return spare;
      }
      bury(spare, end.get());
    }
  }

  private @Nullable Spare oldest() {
    synchronized (lock) {
      Spare spare = idle.poll();
      if (spare == null) {
        hurry();
      } else {
        missing.add(System.nanoTime() + REST);
        lock.notifyAll();
      }
      return spare;
    }
  }

  private void taken(Spare spare) {
    boolean isStarting = spare.isStarting();
    synchronized (lock) {
      backOff.succeeded();
      if (isStarting) {
        hurry();
      }
    }
  }

  /** What is missing is to be started now. Called under {@code lock}. */
  private void hurry() {
    long now = System.nanoTime();
    missing.replaceAll(due -> now);
    lock.notifyAll();
  }

  private static Optional<ExitStatus> endOf(Spare spare) throws IOException {
    try {
      return spare.end();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      spare.child().close();
      throw new InterruptedIOException("interrupted");
    }
  }

  private void bury(Spare spare, ExitStatus status) {
    spare.child().close();
    failed(ExitText.of(status), spare.age(System.nanoTime()));
  }

  private void failed(String how, Duration lived) {
    synchronized (lock) {
      deaths.add(how);
      backOff.failed(System.nanoTime(), lived);
      lock.notifyAll();
    }
  }

  private void keepFilled() {
    try {
      while (awaitTurn()) {
        startOne();
      }
    } catch (InterruptedException e) {
      // Nobody interrupts this thread; if somebody does, there are no more spares.
      Thread.currentThread().interrupt();
      close();
    }
  }

  /**
   * Waits until it is time for a start, and says meanwhile what there is to say; false if closed.
   */
  private boolean awaitTurn() throws InterruptedException {
    while (true) {
      String line;
      synchronized (lock) {
        while (!isClosed && !deaths.isUntold()) {
          long now = System.nanoTime();
          long left = left(now);
          if (left <= 0) {
            beginStart(now);
            return true;
          }
          TimeUnit.NANOSECONDS.timedWait(lock, left);
        }
        if (isClosed) {
          return false;
        }
        line = deaths.tell(backOff);
      }
      log.accept(line);
    }
  }

  /** Nanoseconds until one is to be started; not above 0 if now. Called under {@code lock}. */
  private long left(long now) {
    return missing.isEmpty()
        ? Long.MAX_VALUE
        : Math.max(missing.getFirst() - now, backOff.left(now));
  }

  private void beginStart(long now) {
    missing.removeFirst();
    backOff.started(now);
    deaths.started();
  }

  private void startOne() {
    long now = System.nanoTime();
    try {
      add(new Spare(starter.start(command), now));
    } catch (IOException | RuntimeException | Error e) {
      addMissing();
      failed(String.valueOf(e.getMessage()), Duration.ZERO);
    }
  }

  private void add(Spare spare) {
    boolean isWanted;
    synchronized (lock) {
      isWanted = !isClosed;
      if (isWanted) {
        idle.add(spare);
      }
    }
    if (isWanted) {
      Thread.ofVirtual().name("watchdog-spare").start(() -> watch(spare));
    } else {
      spare.child().close();
    }
  }

  /** Replaces it if it dies unused. */
  private void watch(Spare spare) {
    try {
      ExitStatus status = spare.child().awaitExit();
      boolean isUnused;
      synchronized (lock) {
        isUnused = idle.remove(spare);
      }
      if (isUnused) {
        addMissing();
        bury(spare, status);
      }
    } catch (InterruptedException e) {
      // Nobody interrupts this thread; a dead spare is still noticed when it is taken.
      Thread.currentThread().interrupt();
    }
  }

  private void addMissing() {
    synchronized (lock) {
      missing.addFirst(System.nanoTime());
      lock.notifyAll();
    }
  }
}
