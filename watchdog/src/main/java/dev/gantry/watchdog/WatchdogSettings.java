package dev.gantry.watchdog;

import java.util.List;
import java.util.Map;

/**
 * What the variables of contract 3.1 and 3.2 say, read once at start.
 *
 * <p>A bad value is never replaced by a default: {@link #read} names every one of them.
 */
@SuppressWarnings("DoNotCallSuggester")
public record WatchdogSettings() {

  /** Whether the variables make sense. */
  public sealed interface Reading {
    /** They do. */
    record Valid(WatchdogSettings settings) implements Reading {}

    /** They do not; one sentence each: name, value, what was expected. */
    record Invalid(List<String> problems) implements Reading {}
  }

  /** Reads the settings of a watchdog from its variables; others are ignored. */
  public static Reading read(Map<String, String> variables) {
    throw new UnsupportedOperationException();
  }
}
