package dev.gantry.watchdog.log;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Writes one line at a time and marks it: with the time of day in a container of its own, where
 * existing tools expect it, with {@code watchdog: } in a JVM that stamps lines itself. Thread-safe
 * if the consumer of its lines is.
 */
public final class WatchdogLog {

  /** As Go's standard logger writes it, contract 3.1. */
  private static final DateTimeFormatter GO_DATE =
      DateTimeFormatter.ofPattern("uuuu/MM/dd HH:mm:ss ");

  private final Consumer<String> lines;
  private final Supplier<String> ownMark;
  private final Supplier<String> functionMark;
  private final boolean prefixesFunction;

  private WatchdogLog(
      Consumer<String> lines,
      Supplier<String> ownMark,
      Supplier<String> functionMark,
      boolean prefixesFunction) {
    this.lines = lines;
    this.ownMark = ownMark;
    this.functionMark = functionMark;
    this.prefixesFunction = prefixesFunction;
  }

  /**
   * Lines that begin with date and time.
   *
   * @param prefixesFunction whether lines of the function say when and from which stream they came
   */
  public static WatchdogLog dated(Consumer<String> lines, Clock clock, boolean prefixesFunction) {
    Supplier<String> date = () -> LocalDateTime.now(clock).format(GO_DATE);
    return new WatchdogLog(lines, date, date, prefixesFunction);
  }

  /** Lines for a log that has its own dates; own lines begin with {@code watchdog: }. */
  public static WatchdogLog marked(Consumer<String> lines, boolean prefixesFunction) {
    return new WatchdogLog(lines, () -> "watchdog: ", () -> "", prefixesFunction);
  }

  /** Writes a line of the watchdog itself. */
  public void own(String text) {
    lines.accept(ownMark.get() + text);
  }

  /** Writes a line of the watchdog about one call. */
  public void own(String text, CallId call) {
    own(text + call.suffix());
  }

  /**
   * Writes a line of the function.
   *
   * @param stream {@code stdout} or {@code stderr}
   */
  public void function(String stream, String text) {
    lines.accept(prefixesFunction ? functionMark.get() + stream + ": " + text : text);
  }
}
