package dev.gantry.watchdog.process;

/** The error numbers that are told apart; the same on Linux for x86-64 and aarch64. */
final class Errno {

  static final int ENOENT = 2;
  static final int EINTR = 4;
  static final int E2BIG = 7;
  static final int ENOEXEC = 8;
  static final int ECHILD = 10;
  static final int EAGAIN = 11;
  static final int ENOMEM = 12;
  static final int EACCES = 13;
  static final int ENOTDIR = 20;
  static final int ENFILE = 23;
  static final int EMFILE = 24;
  static final int ETXTBSY = 26;
  static final int EPIPE = 32;

  private Errno() {}

  /** What it means, for a person. */
  static String text(int errno) {
    return switch (errno) {
      case ENOENT -> "no such file";
      case E2BIG -> "its arguments and environment are too long";
      case ENOEXEC -> "it is not a program for this machine, nor a script with a '#!' line";
      case EAGAIN -> "the system is out of processes (RLIMIT_NPROC or the container's pids limit)";
      case ENOMEM -> "the system is out of memory";
      case EACCES -> "permission denied";
      case ENOTDIR -> "a part of the path is not a directory";
      case ENFILE -> "the system is out of file descriptors";
      case EMFILE -> "this program is out of file descriptors (see ulimit -n)";
      case ETXTBSY -> "it is being written to";
      case EPIPE -> "Broken pipe";
      default -> "error " + errno;
    };
  }
}
