package dev.gantry.gateway.auth;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The cookie a session's token is in (RFC 6265). */
public final class SessionCookie {

  /** Its name, which functions neither see nor set. */
  public static final String NAME = "gantry_session";

  private SessionCookie() {}

  /** The value of {@code Set-Cookie} that keeps a token, out of the reach of scripts. */
  static String keep(String token, Duration life, boolean secure) {
    return NAME + "=" + token + attributes(life, secure);
  }

  /** The value of {@code Set-Cookie} that forgets it. */
  static String forget(boolean secure) {
    return NAME + "=" + attributes(Duration.ZERO, secure);
  }

  private static String attributes(Duration life, boolean secure) {
    return "; Path=/; Max-Age="
        + life.toSeconds()
        + "; HttpOnly; SameSite=Strict"
        + (secure ? "; Secure" : "");
  }

  /** The tokens in the values of {@code Cookie}; more than one where somebody else set one, too. */
  static List<String> tokens(List<String> cookies) {
    List<String> tokens = new ArrayList<>();
    for (String field : cookies) {
      for (String pair : field.split(";", -1)) {
        if (isOwn(pair)) {
          tokens.add(pair.substring(pair.indexOf('=') + 1).strip());
        }
      }
    }
    return tokens;
  }

  /**
   * A value of {@code Cookie} without a session's token, which is as good as a password; empty when
   * nothing else was in it.
   */
  public static String without(String field) {
    if (!field.toLowerCase(Locale.ROOT).contains(NAME)) {
      return field;
    }
    List<String> others = new ArrayList<>();
    for (String pair : field.split(";", -1)) {
      if (!isOwn(pair)) {
        others.add(pair.strip());
      }
    }
    return String.join("; ", others);
  }

  private static boolean isOwn(String pair) {
    int equals = pair.indexOf('=');
    return equals > 0 && pair.substring(0, equals).strip().equalsIgnoreCase(NAME);
  }
}
