package dev.gantry.watchdog.spare;

/**
 * What there is to say about processes that died unused: at most one line for each start, which is
 * few since starts become rare ({@link BackOff}). Guarded by who uses it.
 */
final class Deaths {

  private int count;
  private String last = "";
  private boolean hasTold;

  void add(String how) {
    count++;
    last = how;
  }

  void started() {
    hasTold = false;
  }

  boolean isUntold() {
    return count > 0 && !hasTold;
  }

  /** The line, which counts as told from now on. */
  String tell(BackOff backOff) {
    String several = count > 1 ? " (" + count + " since the last such line)" : "";
    count = 0;
    hasTold = true;
    return "Spare process ended before its call: "
        + last
        + several
        + ". Next start in "
        + backOff.pause().toMillis()
        + "ms.";
  }
}
