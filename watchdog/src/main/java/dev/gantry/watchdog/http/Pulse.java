package dev.gantry.watchdog.http;

import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Enforces every time limit of a server with one virtual thread that looks at its connections when
 * the earliest limit comes.
 *
 * <p>Setting a limit is a field write and a comparison, so a short call costs next to nothing: the
 * thread is woken only for a limit earlier than the one it waits for, and it never wakes while
 * nothing is due. A socket's own time-out would cost a timer per read and does not exist for
 * writes.
 */
final class Pulse implements Runnable {

  /** A limit that never comes. */
  static final long NEVER = Long.MAX_VALUE;

  /** Limits that come closer together than this are looked at together. */
  private static final long COARSENESS = TimeUnit.MILLISECONDS.toNanos(10);

  private final long origin = System.nanoTime();
  private final Set<Connection> connections;
  private final Thread thread;

  /** When the thread looks next; written by it alone. */
  private volatile long next = NEVER;

  /** Written by the closing thread. */
  private volatile boolean isStopped;

  private Pulse(Set<Connection> connections) {
    this.connections = connections;
    this.thread = Thread.ofVirtual().name("http-pulse").unstarted(this);
  }

  static Pulse start(Set<Connection> connections) {
    Pulse pulse = new Pulse(connections);
    pulse.thread.start();
    return pulse;
  }

  /** Nanoseconds since the server's start; at least 1. */
  long now() {
    return System.nanoTime() - origin + 1;
  }

  /** The moment a time from now; {@link #NEVER} for a time of 0. */
  long in(long nanos) {
    return nanos == 0 ? NEVER : now() + nanos;
  }

  /** Says that a limit was set, after it was set. */
  void expect(long moment) {
    if (moment < next) {
      LockSupport.unpark(thread);
    }
  }

  void stop() {
    isStopped = true;
    LockSupport.unpark(thread);
  }

  @Override
  public void run() {
    while (!isStopped) {
      next = NEVER; // from here on every new limit unparks, so none is missed
      long now = now();
      long earliest = NEVER;
      for (Connection connection : connections) {
        earliest = Math.min(earliest, connection.enforce(now));
      }
      next = earliest;
      if (earliest == NEVER) {
        LockSupport.park(this);
      } else {
        LockSupport.parkNanos(this, Math.max(earliest - now, COARSENESS));
      }
    }
  }
}
