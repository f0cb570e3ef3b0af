package dev.gantry.cli.verb;

import dev.gantry.api.FunctionStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Values as people read them. */
final class Texts {

  private Texts() {}

  /** One word; older gateways tell none. */
  static String state(FunctionStatus function) {
    if (function.state() != null) {
      return function.state().name().toLowerCase(Locale.ROOT);
    }
    return function.availableReplicas() > 0 ? "ready" : "not ready";
  }

  /** How many of how many take calls. */
  static String replicas(FunctionStatus function) {
    return function.availableReplicas() + "/" + function.replicas();
  }

  /** A whole number without a fraction. */
  static String count(double number) {
    return String.valueOf(Math.round(number));
  }

  /** The image, otherwise the command. */
  static String runs(FunctionStatus function) {
    return function.image().isEmpty() ? orDash(function.envProcess()) : function.image();
  }

  /** Whole seconds in UTC. */
  static String time(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** Bytes in a unit that leaves a short number. */
  static String bytes(double bytes) {
    return bytes < 10 * (1 << 20)
        ? String.format(Locale.ROOT, "%.1f MiB", bytes / (1 << 20))
        : String.format(Locale.ROOT, "%.0f MiB", bytes / (1 << 20));
  }

  private static String orDash(@Nullable String text) {
    return text == null || text.isEmpty() ? "-" : text;
  }
}
