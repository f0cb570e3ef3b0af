package dev.gantry.gateway.edge;

import java.time.Duration;

/**
 * What one client connection may take, so that slow or huge ones hold nothing for long.
 *
 * <p>Times are watched in steps of a quarter of the shortest, so each may last that much longer.
 *
 * @param headOctets octets of a request line with its header fields; more is answered 431; 64 KiB
 * @param headTime from the first octet of a head to its last; longer is answered 408; 10 s
 * @param bodyPause between two pieces of a body that the client owes; longer is answered 408; 30 s
 * @param idleTime between requests, after which the connection is closed; 75 s
 * @param answerPause without a client that has octets waiting taking any; longer is cut off; 60 s
 */
public record ConnectionLimits(
    int headOctets,
    Duration headTime,
    Duration bodyPause,
    Duration idleTime,
    Duration answerPause) {

  /** The limits that each component names. */
  public static final ConnectionLimits DEFAULT =
      new ConnectionLimits(
          64 << 10,
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofSeconds(75),
          Duration.ofSeconds(60));

  public ConnectionLimits {
    if (headOctets < 1024) {
      throw new IllegalArgumentException("headOctets: " + headOctets + " (expected: >= 1024)");
    }
    requirePositive("headTime", headTime);
    requirePositive("bodyPause", bodyPause);
    requirePositive("idleTime", idleTime);
    requirePositive("answerPause", answerPause);
  }

  private static void requirePositive(String name, Duration time) {
    if (time.toMillis() < 1) {
      throw new IllegalArgumentException(name + ": " + time + " (expected: >= 1 ms)");
    }
  }

  /** How often to look. */
  Duration step() {
    Duration shortest = headTime;
    for (Duration time : new Duration[] {bodyPause, idleTime, answerPause}) {
      shortest = time.compareTo(shortest) < 0 ? time : shortest;
    }
    return shortest.dividedBy(4).plusMillis(1);
  }
}
