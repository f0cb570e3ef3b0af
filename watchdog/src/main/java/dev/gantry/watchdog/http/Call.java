package dev.gantry.watchdog.http;

import java.util.concurrent.TimeUnit;

/**
 * The handler at work on one request, as the threads see it that may have to stop it.
 *
 * <p>Only reading tells that a client is gone, so a call that is not short gets a second thread
 * that reads ahead. When that meets the end of the input, the client has closed its connection or
 * only its sending side, as {@code nc} does behind a request; TCP shows the same for both, so the
 * client is asked ({@link Answer#probe}).
 */
final class Call {

  /** A shorter call costs nothing; a client's going is noticed about this late. */
  private static final long UNWATCHED = TimeUnit.MILLISECONDS.toNanos(40);

  /** When to try again while the handler itself reads, or enough was read ahead. */
  private static final long TRY_AGAIN = TimeUnit.MILLISECONDS.toNanos(250);

  /** How long an interim answer is given to come back as a reset, then four times that. */
  private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(100);

  private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(10);

  /** As many interim answers, and the time between them, prove that a client is there. */
  private static final int PROOF = 3;

  private final Thread handler = Thread.currentThread();
  private final Wire wire;
  private final Answer answer;
  private final long answerLimit;

  /** Written by the pulse alone, once the call is known to it. */
  private volatile long watchAt;

  /** Guarded by this. */
  private boolean hasEnded;

  /**
   * Begins a call on the current thread.
   *
   * @param answerTime nanoseconds for all of it; 0 means no limit
   */
  Call(Wire wire, Answer answer, Pulse pulse, long answerTime) {
    this.wire = wire;
    this.answer = answer;
    this.answerLimit = pulse.in(answerTime);
    this.watchAt = pulse.in(UNWATCHED);
  }

  /** When the pulse has to look first. */
  long firstMoment() {
    return Math.min(watchAt, answerLimit);
  }

  /** No interrupt reaches the connection's thread because of this call any more. */
  synchronized void end() {
    hasEnded = true;
    notifyAll();
  }

  /** Interrupts the handler, if it is still at work. */
  synchronized void interrupt() {
    if (!hasEnded) {
      handler.interrupt();
    }
  }

  /**
   * Acts on the moments that came; called by the pulse.
   *
   * @param watch what a thread runs that watches for the client's going
   * @return when the next moment comes
   */
  long enforce(long now, Runnable watch) {
    if (answerLimit <= now) {
      wire.cut();
      interrupt();
      return Pulse.NEVER;
    }
    if (watchAt <= now) {
      if (wire.readAhead().beginWatch()) {
        Thread.ofVirtual().name("http-watch").start(watch);
      }
      watchAt = wire.readAhead().isWorthWatching() ? now + TRY_AGAIN : Pulse.NEVER;
    }
    return Math.min(watchAt, answerLimit);
  }

  /** Stops the handler if the client, whose input has ended, is gone; blocks while it is there. */
  void askWhetherClientListens() throws InterruptedException {
    long pause = FIRST_PAUSE;
    int taken = 0;
    Answer.Probe probe = answer.probe(false);
    while (probe == Answer.Probe.TAKEN && pauseInCall(pause)) {
      taken++;
      pause = Math.min(4 * pause, LONGEST_PAUSE);
      probe = answer.probe(taken >= PROOF);
    }
    if (probe == Answer.Probe.GONE) {
      interrupt();
    }
  }

  private synchronized boolean pauseInCall(long nanos) throws InterruptedException {
    long end = System.nanoTime() + nanos;
    long left = nanos;
    while (!hasEnded && left > 0) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = end - System.nanoTime();
    }
    return !hasEnded;
  }
}
