package dev.gantry.watchdog.mode;

import dev.gantry.watchdog.run.Run;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * The runs of one watchdog, so that all of them can be ended at once, and those that are not short
 * can be watched. Thread-safe.
 *
 * <p>One virtual thread looks for runs that have become long ({@link Run#isLong}). It looks again
 * and again while there are runs, so none of them has to wake it, and not at all while there are
 * none.
 */
public final class RunningCalls {

  private static final int NO_SIGNAL = 0;

  private final Set<Run> runs = ConcurrentHashMap.newKeySet();
  private final Thread lookout = Thread.ofVirtual().name("watchdog-runs").unstarted(this::lookOut);

  /** Whether the lookout waits for a run; written by it alone. */
  private volatile boolean isResting;

  /** Written by who closes the watchdog, read by every call. */
  private volatile boolean isClosed;

  /** What every run gets; written by who stops the watchdog, read by every call. */
  private volatile int signal = NO_SIGNAL;

  /** For one watchdog; {@link #close} ends it. */
  public static RunningCalls open() {
    RunningCalls running = new RunningCalls();
    running.lookout.start();
    return running;
  }

  private RunningCalls() {}

  /** How many processes run now. */
  public int count() {
    return runs.size();
  }

  /**
   * Sends a signal to every process group, and to those of runs that begin later.
   *
   * @return how many there are now
   */
  public int signal(int number) {
    signal = number;
    int count = 0;
    for (Run run : runs) {
      count += run.signal(number) ? 1 : 0;
    }
    return count;
  }

  /** Kills every process group, and those of runs that begin later. */
  public void close() {
    isClosed = true;
    runs.forEach(Run::close);
    LockSupport.unpark(lookout);
  }

  /**
   * Remembers a run until {@link #end}.
   *
   * @throws IOException if the watchdog has been closed, and the run with it
   */
  Run track(Run run) throws IOException {
    runs.add(run);
    if (isResting) {
      LockSupport.unpark(lookout);
    }
    if (signal != NO_SIGNAL) {
      run.signal(signal);
    }
    if (isClosed) {
      end(run);
      throw new IOException("the watchdog is closed");
    }
    return run;
  }

  /** Ends a run if it has not ended, and forgets it. */
  void end(Run run) {
    runs.remove(run);
    run.close();
  }

  private void lookOut() {
    boolean hasSeenRuns = false;
    while (!isClosed) {
      isResting = !hasSeenRuns; // before the look, so that no run comes unseen behind it
      hasSeenRuns = !runs.isEmpty();
      for (Run run : runs) {
        if (run.isLong()) {
          run.watchFromNowOn();
        }
      }
      if (hasSeenRuns || !isResting) {
        LockSupport.parkNanos(this, Run.UNWATCHED.toNanos());
      } else {
        LockSupport.park(this);
      }
    }
  }
}
