package dev.gantry.watchdog.log;

import java.time.Clock;
import java.util.function.Consumer;

/**
 * Writes one line at a time and marks it: with the time of day in a container of its own, where
 * existing tools expect it, with {@code watchdog: } in a JVM that stamps lines itself. Thread-safe
 * if the consumer of its lines is.
 *
 * <p>Nothing is queued: a line is written when the method returns, so none is lost when the program
 * ends. Where nobody reads the log, those who write to it wait, as with every program.
 */
public final class WatchdogLog {

  private final Consumer<String> lines;
  private final LineForm form;
  private final int longestLine;

  private WatchdogLog(Consumer<String> lines, LineForm form, LogSettings settings) {
    this.lines = lines;
    this.form = form;
    this.longestLine = settings.longestLine();
  }

  /** Lines that begin with date and time, or are JSON. */
  public static WatchdogLog dated(Consumer<String> lines, Clock clock, LogSettings settings) {
    LineForm form =
        switch (settings.format()) {
          case TEXT -> {
            LineMark date = new GoDate(clock);
            yield new TextLines(date, date, settings);
          }
          case JSON -> new JsonLines(clock);
        };
    return new WatchdogLog(lines, form, settings);
  }

  /** Lines for a log that has its own dates and form; own lines begin with {@code watchdog: }. */
  public static WatchdogLog marked(Consumer<String> lines, LogSettings settings) {
    LineForm form =
        new TextLines(new LineMark.Fixed("watchdog: "), new LineMark.Fixed(""), settings);
    return new WatchdogLog(lines, form, settings);
  }

  /** Writes a line of the watchdog itself. */
  public void own(String text) {
    own(text, CallId.NONE);
  }

  /** Writes a line of the watchdog about one call. */
  public void own(String text, CallId call) {
    lines.accept(form.own(text, call));
  }

  /** Writes a line about a call that is over. */
  public void access(AccessEntry entry, CallId call) {
    lines.accept(form.access(entry, call));
  }

  /**
   * Cuts what the function writes into lines and writes them.
   *
   * @param stream {@code stdout} or {@code stderr}
   */
  public LineCutter cutter(String stream) {
    return cutter(stream, CallId.NONE);
  }

  /** Cuts what the function writes for one call into lines and writes them. */
  public LineCutter cutter(String stream, CallId call) {
    return new LineCutter(
        longestLine, (text, isPart) -> lines.accept(form.function(stream, text, isPart, call)));
  }
}
