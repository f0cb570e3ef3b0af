package dev.gantry.cli.verb;

/**
 * What a check found.
 *
 * @param subject what was looked at
 * @param verdict whether it is as it should be
 * @param found what is there
 * @param advice what to do; empty when there is nothing to do
 */
record Finding(String subject, Verdict verdict, String found, String advice) {

  /** Whether something is as it should be. */
  enum Verdict {
    /** It is. */
    GOOD,
    /** It is not there, and only some need it. */
    MISSING,
    /** It keeps things from working. */
    WRONG
  }

  static Finding good(String subject, String found) {
    return new Finding(subject, Verdict.GOOD, found, "");
  }
}
