package dev.gantry.watchdog.process;

import java.util.Optional;

/**
 * {@code waitid} on one child of ours; never on any child, since others in this JVM have theirs.
 */
final class WaitId {

  private static final int P_PID = 1;
  private static final int WNOHANG = 1;
  private static final int WEXITED = 4;
  private static final int WNOWAIT = 0x1000000;
  private static final int CLD_EXITED = 1;
  private static final int SI_CODE = 8;
  private static final int SI_PID = 16;
  private static final int SI_STATUS = 24;

  private static final CFunction WAITID = CFunction.find("waitid");

  private WaitId() {}

  /**
   * How a child ended, if it did; it stays a zombie.
   *
   * @throws ChildLostException if there is no such child
   */
  static Optional<ExitStatus> peek(int pid) throws ChildLostException {
    try (Scratch scratch = Scratch.borrow()) {
      return waitFor(scratch, pid, WEXITED | WNOHANG | WNOWAIT);
    }
  }

  /** Blocks the thread until a child has ended; it stays a zombie. */
  static void await(int pid) throws ChildLostException {
    Scratch scratch = Scratch.own();
    while (waitFor(scratch, pid, WEXITED | WNOWAIT).isEmpty()) {
      Thread.onSpinWait();
    }
  }

  /** Frees the process number of a child that has ended. */
  static void reap(int pid) {
    try (Scratch scratch = Scratch.borrow()) {
      waitFor(scratch, pid, WEXITED | WNOHANG);
    } catch (ChildLostException e) {
      // It is gone, which is what was wanted.
    }
  }

  private static Optional<ExitStatus> waitFor(Scratch scratch, int pid, int options)
      throws ChildLostException {
    NativeMemory info = scratch.bytes();
    info.setInt(SI_PID, 0);
    long returned = WAITID.call(scratch, P_PID, pid, info.address(), options, 0, 0);
    if ((int) returned < 0 && scratch.errno() == Errno.ECHILD) {
      throw new ChildLostException(pid);
    }
    if ((int) returned < 0 || info.getInt(SI_PID) != pid) {
      return Optional.empty();
    }
    int status = info.getInt(SI_STATUS);
    boolean exited = info.getInt(SI_CODE) == CLD_EXITED;
    return Optional.of(exited ? new ExitStatus.Exited(status) : new ExitStatus.Signaled(status));
  }

  /** Somebody else waited for a child of ours, or this program ignores SIGCHLD. */
  static final class ChildLostException extends Exception {
    private static final long serialVersionUID = 1L;

    ChildLostException(int pid) {
      super("process " + pid + " is not a child of this program any more");
    }
  }
}
