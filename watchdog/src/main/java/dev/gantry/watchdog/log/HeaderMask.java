package dev.gantry.watchdog.log;

import dev.gantry.watchdog.http.Headers;
import java.util.List;
import java.util.Locale;

/** Writes headers for a log without what opens doors. */
public final class HeaderMask {

  private static final List<String> SECRET =
      List.of(
          "authorization",
          "cookie",
          "token",
          "secret",
          "password",
          "api-key",
          "apikey",
          "signature");

  private HeaderMask() {}

  /** One {@code Name: value} for each field; credentials read {@code ****}. */
  public static List<String> lines(Headers headers) {
    return headers.fields().stream().map(HeaderMask::line).toList();
  }

  private static String line(Headers.Field field) {
    String name = field.name().toLowerCase(Locale.ROOT);
    boolean secret = SECRET.stream().anyMatch(name::contains);
    String value = secret ? "****" : field.value().replaceAll("\\p{Cntrl}", "?");
    return field.name() + ": " + value;
  }
}
