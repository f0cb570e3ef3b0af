package dev.gantry.watchdog.process;

import dev.gantry.watchdog.process.WaitId.ChildLostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A process that leads a group, its end, and the signals to its group.
 *
 * <p>The leader stays a zombie until {@link #close}, and that is the point: as long as it is not
 * reaped its number, and so the group's, cannot go to another process, and a signal to the group
 * cannot hit a stranger. Its end is looked for when somebody asks; the poller is troubled only when
 * it has to be waited for.
 *
 * <p>Thread-safe.
 */
final class ProcessGroup implements Poller.Listener {

  /** For a child that somebody else waited for; there is no telling, so it is no success. */
  private static final ExitStatus LOST = new ExitStatus.Exited(255);

  private static final int NOT_WATCHED = -1;

  private final int pid;
  private final ProcessLedger ledger;
  private final Poller poller;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Object lock = new Object();

  /** How the leader ended; null while it runs. Guarded by {@code lock}. */
  private @Nullable ExitStatus status;

  /** Whether the number is ours no more. Guarded by {@code lock}. */
  private boolean reaped;

  /** Whether to reap as soon as it ends. Guarded by {@code lock}. */
  private boolean closed;

  /** Whether the poller or a thread will call {@link #onReady}. Guarded by {@code lock}. */
  private boolean watched;

  /** Guarded by {@code lock}. */
  private int pidfd = NOT_WATCHED;

  ProcessGroup(int pid, ProcessLedger ledger, Poller poller) {
    this.pid = pid;
    this.ledger = ledger;
    this.poller = poller;
  }

  int pid() {
    return pid;
  }

  ExitStatus await() throws InterruptedException {
    if (!watch()) {
      ended.await();
    }
    return statusNow().orElseThrow();
  }

  Optional<ExitStatus> await(Duration limit) throws InterruptedException {
    if (!watch()) {
      ended.await(TimeUnit.NANOSECONDS.convert(limit), TimeUnit.NANOSECONDS);
    }
    return statusNow();
  }

  void signal(int number) {
    Signals.check(number);
    synchronized (lock) {
      if (!reaped) {
        Libc.kill(-pid, number);
      }
    }
  }

  /** Kills the group, and reaps the leader now or as soon as it has ended; does not block. */
  void close() {
    synchronized (lock) {
      if (closed) {
        return;
      }
      closed = true;
      if (!look()) {
        signal(Libc.SIGKILL);
      }
      watch();
    }
  }

  @Override
  public void onReady() {
    synchronized (lock) {
      if (look() && pidfd != NOT_WATCHED) {
        poller.forget(pidfd, this);
        Libc.close(pidfd);
        pidfd = NOT_WATCHED;
      }
      if (status != null && closed) {
        reap();
      }
    }
  }

  /**
   * Sees to it that the end will be noticed, and the leader reaped if it is closed; returns whether
   * the end has come already.
   */
  private boolean watch() {
    synchronized (lock) {
      if (look()) {
        if (closed) {
          reap();
        }
        return true;
      }
      if (!watched) {
        watched = true;
        if (!watchByPoller()) {
          watchByThread();
        }
      }
      return false;
    }
  }

  private boolean watchByPoller() {
    int opened = Libc.openPidfd(pid);
    if (opened < 0) {
      return false;
    }
    if (poller.arm(opened, Epoll.IN, false, this) < 0) {
      poller.forget(opened, this);
      Libc.close(opened);
      return false;
    }
    pidfd = opened;
    return true;
  }

  /** Out of descriptors, most likely; an end must be noticed all the same. */
  private void watchByThread() {
    Thread.ofPlatform().daemon().name("gantry-process-exit-" + pid).start(this::awaitInThread);
  }

  private void awaitInThread() {
    try {
      WaitId.await(pid);
    } catch (ChildLostException e) {
      // The look below finds the same.
    }
    onReady();
  }

  private Optional<ExitStatus> statusNow() {
    synchronized (lock) {
      return Optional.ofNullable(status);
    }
  }

  /** Learns whether the leader has ended. Called under {@code lock}. */
  private boolean look() {
    if (status != null) {
      return true;
    }
    try {
      status = WaitId.peek(pid).orElse(null);
    } catch (ChildLostException e) {
      status = LOST;
      forget();
    }
    if (status != null) {
      ended.countDown();
    }
    return status != null;
  }

  /** Gives the number back. Called under {@code lock}, after the leader's end. */
  private void reap() {
    if (reaped) {
      return;
    }
    // Again, for who joined the group in the meantime; afterwards its number may be a stranger's.
    signal(Libc.SIGKILL);
    try {
      forget();
    } finally {
      WaitId.reap(pid);
    }
  }

  /** From here on the number is not ours. Called under {@code lock}. */
  private void forget() {
    reaped = true;
    ledger.ended(pid);
  }
}
