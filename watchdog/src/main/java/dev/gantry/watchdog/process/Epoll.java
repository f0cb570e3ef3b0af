package dev.gantry.watchdog.process;

/** One {@code epoll} instance, whose events carry the number of their descriptor. */
final class Epoll {

  static final int IN = 1;
  static final int OUT = 4;

  private static final int ONE_SHOT = 1 << 30;
  private static final int EPOLL_CLOEXEC = 0x80000;
  private static final int CTL_ADD = 1;
  private static final int CTL_MOD = 3;
  private static final int MAX_EVENTS = 256;

  /** The kernel packs {@code struct epoll_event} on x86-64 alone. */
  private static final boolean PACKED = System.getProperty("os.arch").equals("amd64");

  private static final int DATA = PACKED ? 4 : 8;
  private static final int EVENT_SIZE = PACKED ? 12 : 16;

  private static final CFunction CREATE = CFunction.find("epoll_create1");
  private static final CFunction CONTROL = CFunction.find("epoll_ctl");
  private static final CFunction WAIT = CFunction.find("epoll_wait");

  private final int descriptor;

  private Epoll(int descriptor) {
    this.descriptor = descriptor;
  }

  static Epoll open() {
    try (Scratch scratch = Scratch.borrow()) {
      int descriptor = Libc.result(scratch, CREATE.call(scratch, EPOLL_CLOEXEC, 0, 0));
      if (descriptor < 0) {
        throw new IllegalStateException("epoll_create1: " + Errno.text(-descriptor));
      }
      return new Epoll(descriptor);
    }
  }

  /**
   * Asks for one event of a descriptor.
   *
   * @param again whether it was asked for before
   * @return 0, or an {@link Errno} negated
   */
  int arm(int target, int events, boolean again) {
    try (Scratch scratch = Scratch.borrow()) {
      NativeMemory event = scratch.bytes();
      event.setInt(0, events | ONE_SHOT);
      event.setLong(DATA, target);
      int operation = again ? CTL_MOD : CTL_ADD;
      long result = CONTROL.call(scratch, descriptor, operation, target, event.address(), 0, 0);
      return Libc.result(scratch, (int) result);
    }
  }

  /**
   * Blocks the thread until there are events.
   *
   * @return how many; they stand in {@code scratch}
   */
  int await(Scratch scratch) {
    long result = WAIT.call(scratch, descriptor, scratch.address(), MAX_EVENTS, -1, 0, 0);
    return Libc.result(scratch, (int) result);
  }

  /** The descriptor of one event. */
  static int target(Scratch scratch, int index) {
    return (int) scratch.bytes().getLong(index * EVENT_SIZE + DATA);
  }
}
