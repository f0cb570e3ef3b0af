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
  private final LogSettings settings;

  private WatchdogLog(
      Consumer<String> lines,
      Supplier<String> ownMark,
      Supplier<String> functionMark,
      LogSettings settings) {
    this.lines = lines;
    this.ownMark = ownMark;
    this.functionMark = functionMark;
    this.settings = settings;
  }

  /** Lines that begin with date and time. */
  public static WatchdogLog dated(Consumer<String> lines, Clock clock, LogSettings settings) {
    Supplier<String> date = () -> LocalDateTime.now(clock).format(GO_DATE);
    return new WatchdogLog(lines, date, date, settings);
  }

  /** Lines for a log that has its own dates; own lines begin with {@code watchdog: }. */
  public static WatchdogLog marked(Consumer<String> lines, LogSettings settings) {
    return new WatchdogLog(lines, () -> "watchdog: ", () -> "", settings);
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
   * Cuts what the function writes into lines and writes them.
   *
   * @param stream {@code stdout} or {@code stderr}
   */
  public LineCutter cutter(String stream) {
    return new LineCutter(settings.longestLine(), line -> function(stream, line));
  }

  private void function(String stream, String text) {
    lines.accept(settings.marksFunctionLines() ? functionMark.get() + stream + ": " + text : text);
  }
}
