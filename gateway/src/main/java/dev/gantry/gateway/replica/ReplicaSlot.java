package dev.gantry.gateway.replica;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One replica as the gateway counts it: how many calls are in it, and whether it takes more. Lives
 * as long as the replica is known, across all tables. Thread-safe; only {@link #awaitQuiet} blocks.
 */
public final class ReplicaSlot {

  /** The sign bit of {@link #calls}: no call may enter, those inside finish. */
  private static final int WITHDRAWN = Integer.MIN_VALUE;

  /** How long others are preferred to a replica that could not be connected to. */
  private static final Duration AVOIDED = Duration.ofSeconds(1);

  private static final long NOT_AVOIDED = 0;

  private final String id;
  private final AtomicInteger calls = new AtomicInteger();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition quiet = lock.newCondition();

  /** Written by the provider's thread; a replica that was stopped may come back elsewhere. */
  private volatile InetSocketAddress address;

  /** A {@link System#nanoTime}, or {@link #NOT_AVOIDED}; written by calls as they connect. */
  private volatile long avoidedUntil = NOT_AVOIDED;

  ReplicaSlot(String id, InetSocketAddress address) {
    this.id = id;
    this.address = address;
  }

  /** The replica's id. */
  public String id() {
    return id;
  }

  /** Where its watchdog answers. */
  public InetSocketAddress address() {
    return address;
  }

  /** How many calls are in it now. */
  public int callsInFlight() {
    return calls.get() & ~WITHDRAWN;
  }

  /** Whether it takes no further call. */
  public boolean isWithdrawn() {
    return calls.get() < 0;
  }

  /**
   * Remembers that a connection was refused: for a moment calls go elsewhere. Otherwise a dead
   * replica, in which no call ever stays, would look like the least busy one.
   */
  public void unreachable() {
    avoidUntil(System.nanoTime() + AVOIDED.toNanos());
  }

  /** Remembers that a connection was made. */
  public void reachable() {
    if (avoidedUntil != NOT_AVOIDED) {
      avoidedUntil = NOT_AVOIDED;
    }
  }

  void avoidUntil(long nanoTime) {
    avoidedUntil = nanoTime == NOT_AVOIDED ? 1 : nanoTime;
  }

  /** Whether calls go to it only when there is no other replica. */
  boolean isAvoided() {
    long until = avoidedUntil;
    return until != NOT_AVOIDED && System.nanoTime() - until < 0;
  }

  void moveTo(InetSocketAddress other) {
    if (!address.equals(other)) {
      address = other;
      reachable();
    }
  }

  /**
   * Counts one call in, if there is room.
   *
   * @param limit how many calls may be in it; 0 means any number
   */
  boolean tryEnter(int limit) {
    int now = calls.get();
    while (now >= 0 && (limit == 0 || now < limit)) {
      int seen = calls.compareAndExchange(now, now + 1);
      if (seen == now) {
        return true;
      }
      now = seen;
    }
    return false;
  }

  /** Counts one call out; exactly once for each that entered. */
  void leave() {
    if (calls.decrementAndGet() == WITHDRAWN) {
      lock.lock();
      try {
        quiet.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  /** Lets no further call in. */
  void withdraw() {
    calls.getAndUpdate(now -> now | WITHDRAWN);
  }

  /** Lets calls in again. */
  void readmit() {
    calls.getAndUpdate(now -> now & ~WITHDRAWN);
  }

  /**
   * Waits until no call is in a withdrawn replica.
   *
   * @return how many calls are still in it when the time is over; 0 means it is quiet
   */
  int awaitQuiet(Duration limit) throws InterruptedException {
    long left =
        limit.compareTo(Duration.ofDays(1)) > 0 ? Duration.ofDays(1).toNanos() : limit.toNanos();
    lock.lock();
    try {
      while (callsInFlight() > 0 && left > 0) {
        left = quiet.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
    return callsInFlight();
  }
}
