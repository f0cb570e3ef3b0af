package dev.gantry.watchdog.log;

import java.util.Optional;

/** The {@code X-Call-Id} of a call, which everybody on its way writes into their lines. */
public record CallId(Optional<String> value) {

  private static final int LONGEST = 128;

  /** Keeps what is safe to print: a client chooses the value. */
  public static CallId of(Optional<String> header) {
    return new CallId(header.map(CallId::printable).filter(text -> !text.isEmpty()));
  }

  /** How it ends a line: empty when there is none. */
  String suffix() {
    return value.map(id -> " [" + id + "]").orElse("");
  }

  private static String printable(String text) {
    String start = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    return start.replaceAll("[^!-~]", "?");
  }
}
