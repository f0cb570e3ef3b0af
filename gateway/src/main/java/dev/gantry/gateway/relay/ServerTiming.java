package dev.gantry.gateway.relay;

/** Writes the shares of a call as a {@code Server-Timing} value, in milliseconds. */
final class ServerTiming {

  private static final long MICROS = 1_000;

  private ServerTiming() {}

  /**
   * The value of the field.
   *
   * @param total nanoseconds from the arrival of the call to the head of its answer
   * @param wake nanoseconds of them that it waited for a replica to start; 0 when it did not
   * @param function nanoseconds of them from the request at the replica to its head
   */
  static String of(long total, long wake, long function) {
    StringBuilder text = new StringBuilder(64);
    share(text, "gateway", total - wake - function);
    if (wake > 0) {
      share(text.append(", "), "wake", wake);
    }
    share(text.append(", "), "function", function);
    return text.toString();
  }

  private static void share(StringBuilder text, String name, long nanos) {
    long micros = Math.max(0, nanos / MICROS);
    text.append(name).append(";dur=").append(micros / 1000).append('.');
    long rest = micros % 1000;
    text.append((char) ('0' + rest / 100));
    text.append((char) ('0' + rest / 10 % 10));
    text.append((char) ('0' + rest % 10));
  }
}
