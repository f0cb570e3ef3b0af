package dev.gantry.watchdog.process;

import java.util.List;

/**
 * The system calls for pipes and signals. A result below 0 is an {@link Errno}, negated.
 *
 * <p>None of them blocks, the descriptors being non-blocking. Numbers are those of Linux on x86-64
 * and aarch64.
 */
final class Libc {

  static final int SIGKILL = 9;

  private static final int O_NONBLOCK = 0x800;
  private static final int O_CLOEXEC = 0x80000;
  private static final int F_SETFL = 4;
  private static final int F_DUPFD_CLOEXEC = 1030;
  private static final int FIONREAD = 0x541b;
  private static final int SYS_PIDFD_OPEN = 434;

  private static final CFunction PIPE2 = CFunction.find("pipe2");
  private static final CFunction FCNTL = CFunction.find("fcntl");
  private static final CFunction IOCTL = CFunction.find("ioctl");
  private static final CFunction READ = CFunction.find("read");
  private static final CFunction WRITE = CFunction.find("write");
  private static final CFunction CLOSE = CFunction.find("close");
  private static final CFunction KILL = CFunction.find("kill");
  private static final CFunction SYSCALL = CFunction.find("syscall");

  private Libc() {}

  /** The functions this system lacks. */
  static List<String> missing() {
    return CFunction.missing(PIPE2, FCNTL, IOCTL, READ, WRITE, CLOSE, KILL, SYSCALL);
  }

  /** Whether {@link #kill} can be used, which is so with every C library. */
  static boolean canKill() {
    return KILL.exists();
  }

  /** Opens a pipe; its read and write ends stand in the first 8 bytes of {@code scratch}. */
  static int pipe(Scratch scratch) {
    return result(scratch, PIPE2.call(scratch, scratch.address(), O_CLOEXEC, 0));
  }

  static int setNonBlocking(Scratch scratch, int descriptor) {
    return result(scratch, FCNTL.call(scratch, descriptor, F_SETFL, O_NONBLOCK));
  }

  /** Duplicates a descriptor to a number of at least {@code least}. */
  static int duplicateAbove(Scratch scratch, int descriptor, int least) {
    return result(scratch, FCNTL.call(scratch, descriptor, F_DUPFD_CLOEXEC, least));
  }

  /** How many bytes wait in a pipe. */
  static int waiting(int descriptor) {
    try (Scratch scratch = Scratch.borrow()) {
      int failed = result(scratch, IOCTL.call(scratch, descriptor, FIONREAD, scratch.address()));
      return failed < 0 ? failed : intAt(scratch, 0);
    }
  }

  /** Reads into {@code scratch}; 0 is the end. */
  static int read(Scratch scratch, int descriptor, int length) {
    return result(scratch, READ.call(scratch, descriptor, scratch.address(), length));
  }

  /** Writes the first bytes of {@code scratch}. */
  static int write(Scratch scratch, int descriptor, int length) {
    return result(scratch, WRITE.call(scratch, descriptor, scratch.address(), length));
  }

  /** Closes a descriptor, which is free afterwards even if this fails. */
  static void close(int descriptor) {
    try (Scratch scratch = Scratch.borrow()) {
      CLOSE.call(scratch, descriptor, 0, 0);
    }
  }

  /** Sends a signal to a process, or with a negative number to a group. */
  static int kill(int pid, int signal) {
    try (Scratch scratch = Scratch.borrow()) {
      return result(scratch, KILL.call(scratch, pid, signal, 0));
    }
  }

  /** Opens a descriptor that is readable once the process has ended. */
  static int openPidfd(int pid) {
    try (Scratch scratch = Scratch.borrow()) {
      return result(scratch, SYSCALL.call(scratch, SYS_PIDFD_OPEN, pid, 0));
    }
  }

  /** The first {@code int}s in {@code scratch}. */
  static int intAt(Scratch scratch, int index) {
    return scratch.bytes().getInt(Integer.BYTES * index);
  }

  /** Folds {@code errno} into the result. */
  static int result(Scratch scratch, int returned) {
    return returned < 0 ? -scratch.errno() : returned;
  }
}
