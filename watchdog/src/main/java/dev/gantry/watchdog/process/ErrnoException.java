package dev.gantry.watchdog.process;

import java.io.IOException;

/** A system call failed. */
final class ErrnoException extends IOException {

  private static final long serialVersionUID = 1L;

  private final int errno;

  ErrnoException(int errno) {
    super(Errno.text(errno));
    this.errno = errno;
  }

  /** Passes a result on, or throws if it is an {@link Errno} negated. */
  static int check(int result) throws ErrnoException {
    if (result < 0) {
      throw new ErrnoException(-result);
    }
    return result;
  }

  int errno() {
    return errno;
  }
}
