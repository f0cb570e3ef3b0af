package dev.gantry.watchdog.http;

import java.time.Duration;

/**
 * How much of what a client may take. A duration of 0 means no limit.
 *
 * @param headTime from the first byte of a request to the end of its head; then 408 and close
 * @param bodyTime how long all waiting for a body's bytes may take together; then 408 and close.
 *     Time in which the handler does not read is not the client's and does not count
 * @param bodyPause how long one wait for a body's next bytes may take; then 408 and close
 * @param idleTime how long a connection may wait for the first byte of a request, the first one
 *     included; then it is closed without a word
 * @param writePause how long a client may take nothing of what is written to it; then the
 *     connection is cut
 * @param answerTime from the end of a request's head to the end of its answer, whatever the reason;
 *     then the connection is cut and the handler interrupted (contract 3.1, {@code write_timeout})
 * @param maxHeadBytes request line and fields together, their line ends included; at least 256;
 *     more is answered 431. The same limit holds for trailers
 * @param maxRequestLine method, target and version without the line end; at least 64, at most
 *     {@code maxHeadBytes}; more is answered 414
 * @param maxConnections connections open at the same time; further ones wait in the listener's
 *     queue, and meanwhile each ends with its answer, or when it has waited 5 s for a request; 0
 *     means no limit
 */
public record HttpLimits(
    Duration headTime,
    Duration bodyTime,
    Duration bodyPause,
    Duration idleTime,
    Duration writePause,
    Duration answerTime,
    int maxHeadBytes,
    int maxRequestLine,
    int maxConnections) {

  /**
   * 30 s for a head, for all waits for a body and for a stalled write, 2 min idle, no limit to the
   * whole answer, a head of 64 KiB with a request line of 16 KiB, 10,000 connections.
   */
  public static final HttpLimits DEFAULT =
      new HttpLimits(
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          Duration.ZERO,
          Duration.ofMinutes(2),
          Duration.ofSeconds(30),
          Duration.ZERO,
          64 * 1024,
          16 * 1024,
          10_000);

  private static final int LARGEST_HEAD = 1024 * 1024;

  public HttpLimits {
    requireTime("headTime", headTime);
    requireTime("bodyTime", bodyTime);
    requireTime("bodyPause", bodyPause);
    requireTime("idleTime", idleTime);
    requireTime("writePause", writePause);
    requireTime("answerTime", answerTime);
    requireRange("maxHeadBytes", maxHeadBytes, 256, LARGEST_HEAD);
    requireRange("maxRequestLine", maxRequestLine, 64, maxHeadBytes);
    requireRange("maxConnections", maxConnections, 0, Integer.MAX_VALUE);
  }

  private static void requireTime(String name, Duration value) {
    if (value.isNegative()) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: >= 0)");
    }
  }

  private static void requireRange(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name + ": " + value + " (expected: " + least + " to " + most + ")");
    }
  }
}
