package dev.gantry.watchdog.log;

import java.util.Optional;

/** The {@code X-Call-Id} of a call, which everybody on its way writes into their lines. */
public record CallId(Optional<String> value) {

  /** For lines that are about no call. */
  public static final CallId NONE = new CallId(Optional.empty());

  private static final int LONGEST = 128;

  /** Keeps what is safe to print: a client chooses the value. */
  public static CallId of(Optional<String> header) {
    return header.isEmpty() || header.get().isEmpty()
        ? NONE
        : new CallId(Optional.of(printable(header.get())));
  }

  /** Ends a line with it. */
  String addTo(String line) {
    return value.isPresent() ? line.concat(" [").concat(value.get()).concat("]") : line;
  }

  private static String printable(String text) {
    StringBuilder printable = new StringBuilder(text);
    printable.setLength(Math.min(text.length(), LONGEST));
    for (int i = 0; i < printable.length(); i++) {
      char letter = printable.charAt(i);
      if (letter < '!' || letter > '~') {
        printable.setCharAt(i, '?');
      }
    }
    return printable.toString();
  }
}
