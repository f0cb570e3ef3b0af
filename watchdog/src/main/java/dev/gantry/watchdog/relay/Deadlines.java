package dev.gantry.watchdog.relay;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Closes connections to the function whose time has come, with one thread that looks at all of them
 * when the earliest moment comes. Setting a moment is a field write and a comparison; a timer for
 * each call would cost more than a short call.
 */
final class Deadlines implements Runnable {

  /** A moment that never comes. */
  static final long NEVER = Long.MAX_VALUE;

  private static final long COARSENESS = TimeUnit.MILLISECONDS.toNanos(10);

  private final long origin = System.nanoTime();
  private final Set<TimedConnection> connections = ConcurrentHashMap.newKeySet();
  private final Consumer<TimedConnection> expired;
  private final Thread thread = Thread.ofVirtual().name("relay-deadlines").unstarted(this);

  /** When the thread looks next; written by it alone. */
  private volatile long next = NEVER;

  /** Written by the closing thread. */
  private volatile boolean isStopped;

  /**
   * @param expired told of each connection that was closed; has to {@link #forget} it
   */
  Deadlines(Consumer<TimedConnection> expired) {
    this.expired = expired;
  }

  void start() {
    thread.start();
  }

  /** Nanoseconds since the start. */
  long now() {
    return System.nanoTime() - origin;
  }

  /** The moment a time from now; {@link #NEVER} for a time of 0. */
  long in(Duration time) {
    if (time.isZero()) {
      return NEVER;
    }
    long nanos = TimeUnit.NANOSECONDS.convert(time);
    long now = now();
    return nanos > NEVER - now ? NEVER : now + nanos;
  }

  /** Looks after a connection until {@link #forget}. */
  void add(TimedConnection connection) {
    connections.add(connection);
  }

  void forget(TimedConnection connection) {
    connections.remove(connection);
  }

  /** Says that a moment was set, after it was set. */
  void expect(long moment) {
    if (moment < next) {
      LockSupport.unpark(thread);
    }
  }

  /** Closes all connections. */
  void stop() {
    isStopped = true;
    for (TimedConnection connection : connections) {
      connection.http().close();
    }
    LockSupport.unpark(thread);
  }

  boolean isStopped() {
    return isStopped;
  }

  @Override
  public void run() {
    while (!isStopped) {
      next = NEVER; // from here on every new moment unparks, so none is missed
      long now = now();
      long earliest = NEVER;
      for (TimedConnection connection : connections) {
        earliest = Math.min(earliest, connection.enforce(now));
        if (connection.hasExpired()) {
          expired.accept(connection);
        }
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
