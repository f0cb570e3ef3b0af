package dev.gantry.process.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * One line of a log file: {@code 2026-11-23T09:34:06.120Z echo-1a2b3c the text}.
 *
 * @param time when it was written
 * @param instance the replica that wrote it, without blanks
 * @param text what it wrote, without line ends
 */
record LogLine(Instant time, String instance, String text) {

  /** A text longer than that is cut, so that one line cannot fill a file. */
  static final int TEXT_MAX = 256 * 1024;

  /** The line for the file, its end included; line ends within the text become blanks. */
  byte[] bytes() {
    String kept = text.length() > TEXT_MAX ? text.substring(0, TEXT_MAX) + " …" : text;
    String flat = kept.replace('\n', ' ').replace('\r', ' ');
    return (time + " " + instance + " " + flat + "\n").getBytes(UTF_8);
  }

  /**
   * Reads a line of the file.
   *
   * @return empty for what a crash left half written
   */
  static Optional<LogLine> parse(String line) {
    int first = line.indexOf(' ');
    int second = line.indexOf(' ', first + 1);
    if (first < 0 || second < 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new LogLine(
              Instant.parse(line.substring(0, first)),
              line.substring(first + 1, second),
              line.substring(second + 1)));
    } catch (DateTimeException malformed) {
      return Optional.empty();
    }
  }
}
