package dev.gantry.watchdog;

/**
 * A signal that asks for the end. SIGQUIT is none: it stays the JVM's, which prints its threads.
 * SIGHUP, at which a JVM would end at once, is one; where this program was started with it ignored,
 * as {@code nohup} does, it stays so.
 */
enum StopSignal {
  TERM(15),
  INT(2),
  HUP(1);

  private final int number;

  StopSignal(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  /** As people write it, such as {@code SIGTERM}. */
  String label() {
    return "SIG".concat(name());
  }
}
