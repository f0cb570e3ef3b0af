package dev.gantry.watchdog.log;

/** Time spans as header fields and lines say them: seconds with six decimals. */
public final class Seconds {

  private static final long NANOS_PER_MICRO = 1_000;
  private static final long MICROS = 1_000_000;

  private Seconds() {}

  /** What has passed since a {@link System#nanoTime}. */
  public static String since(long startNanos) {
    return of(System.nanoTime() - startNanos);
  }

  /** A time span of at least 0, rounded down. By hand, because formatting costs microseconds. */
  public static String of(long nanos) {
    long micros = nanos / NANOS_PER_MICRO;
    StringBuilder text = new StringBuilder(12).append(micros / MICROS).append('.');
    long rest = micros % MICROS;
    for (long unit = MICROS / 10; unit > 0; unit /= 10) {
      text.append((char) ('0' + rest / unit % 10));
    }
    return text.toString();
  }
}
