package dev.gantry.gateway.replica;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The places in which calls of all functions wait, because each that waits costs memory. A function
 * has a few places of its own, which nobody can take from it, and borrows the others from those in
 * common; it may hold no more common places than it leaves free. So one flooded function takes half
 * of them at most, two take a third each, and there is always room for one more to begin.
 *
 * <p>Thread-safe and lock-free; asked only by calls that have to wait.
 */
public final class WaitingRoom {

  /** What a gateway has: 16 places for each function and 10,000 in common. */
  private static final int USUAL_OWN = 16;

  private static final int USUAL_COMMON = 10_000;

  private final int own;

  /** How many of the common places nobody has. */
  private final AtomicInteger free;

  /** A room of the usual size. */
  WaitingRoom() {
    this(USUAL_OWN, USUAL_COMMON);
  }

  /**
   * A room of another size.
   *
   * @param own places of each function; 0 or more
   * @param common places for all functions, beyond their own; 0 or more
   */
  public WaitingRoom(int own, int common) {
    if (own < 0 || common < 0) {
      throw new IllegalArgumentException(
          "own: " + own + ", common: " + common + " (expected: >= 0)");
    }
    this.own = own;
    this.free = new AtomicInteger(common);
  }

  /**
   * Takes a place for one more call of a function.
   *
   * @param waiting how many of its calls wait already
   * @return whether there was one
   */
  boolean enter(int waiting) {
    int borrowed = waiting - own;
    if (borrowed < 0) {
      return true;
    }
    int now = free.get();
    while (borrowed < now) {
      int seen = free.compareAndExchange(now, now - 1);
      if (seen == now) {
        return true;
      }
      now = seen;
    }
    return false;
  }

  /**
   * Gives places back.
   *
   * @param before how many calls of a function waited
   * @param after how many wait now
   */
  void leave(int before, int after) {
    int returned = Math.max(0, before - own) - Math.max(0, after - own);
    if (returned > 0) {
      free.addAndGet(returned);
    }
  }

  /** How many of the common places nobody has. */
  int free() {
    return free.get();
  }
}
