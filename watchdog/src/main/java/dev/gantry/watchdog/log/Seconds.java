package dev.gantry.watchdog.log;

/** How long something took, as lines and {@code X-Duration-Seconds} say it. */
public final class Seconds {

  private static final long MICROS = 1_000_000;

  private Seconds() {}

  /** What has passed since a {@link System#nanoTime}. */
  public static String since(long startNanos) {
    return text(System.nanoTime() - startNanos);
  }

  /**
   * Seconds with six decimals, rounded half up, as {@code String.format("%.6f")} writes them.
   *
   * @param nanos at least 0
   */
  public static String text(long nanos) {
    long micros = nanos / 1000 + (nanos % 1000 >= 500 ? 1 : 0);
    // The leading 1 keeps the zeros, and is then overwritten.
    StringBuilder text = new StringBuilder(20).append(micros / MICROS);
    int point = text.length();
    text.append(MICROS + micros % MICROS).setCharAt(point, '.');
    return text.toString();
  }
}
