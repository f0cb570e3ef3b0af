package dev.gantry.watchdog.log;

/** How lines are written. Thread-safe. */
interface LineForm {

  /** A line of the watchdog itself. */
  String own(String text, CallId call);

  /**
   * A line of the function.
   *
   * @param stream {@code stdout} or {@code stderr}
   * @param isPart whether the line goes on in the next one
   */
  String function(String stream, String text, boolean isPart, CallId call);

  /** A line about a call that is over. */
  String access(AccessEntry entry, CallId call);
}
