package dev.gantry.watchdog;

import dev.gantry.watchdog.http.HttpLimits;
import dev.gantry.watchdog.http.HttpServer;
import dev.gantry.watchdog.http.RequestHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;

/** Listens with the time limits that the settings ask for, and room as the heap has it. */
final class Listening {

  /** So that an exec_timeout of the same length, which is usual, is answered before the cut. */
  private static final Duration MARGIN = Duration.ofMillis(500);

  /**
   * What a connection is reckoned with, of the heap and beside it: in a container of 24 MiB, where
   * heaps are smallest, 64 connections in mode http were killed for want of memory, 32 just not.
   */
  private static final int BYTES_A_CONNECTION = 128 << 10;

  /** What the watchdog itself takes of the heap. */
  private static final int OWN_BYTES = 6 << 20;

  /** For metrics and probes beside a call. */
  private static final int FEWEST_CONNECTIONS = 16;

  private Listening() {}

  /**
   * Starts a listener for calls.
   *
   * @throws IOException if the address cannot be bound; the message is for a person
   */
  static HttpServer start(
      InetSocketAddress address, WatchdogSettings settings, RequestHandler handler)
      throws IOException {
    int most = mostConnections(Runtime.getRuntime().maxMemory());
    return start(address, limits(settings, most), handler);
  }

  /** Starts a listener for metrics. */
  static HttpServer startMetrics(
      InetSocketAddress address, WatchdogSettings settings, RequestHandler handler)
      throws IOException {
    return start(address, limits(settings, FEWEST_CONNECTIONS), handler);
  }

  /** How many connections calls may have with a heap of so many bytes. */
  static int mostConnections(long heap) {
    long fitting = Math.max((heap - OWN_BYTES) / BYTES_A_CONNECTION, FEWEST_CONNECTIONS);
    return (int) Math.min(fitting, HttpLimits.DEFAULT.maxConnections());
  }

  private static HttpServer start(
      InetSocketAddress address, HttpLimits limits, RequestHandler handler) throws IOException {
    try {
      return HttpServer.start(address, limits, handler);
    } catch (IOException e) {
      throw new IOException(
          "cannot listen on port " + address.getPort() + ": " + e.getMessage(), e);
    }
  }

  /** Contract 3.1: a call that outlives {@code write_timeout} is cut off. */
  private static HttpLimits limits(WatchdogSettings settings, int mostConnections) {
    HttpLimits usual = HttpLimits.DEFAULT;
    Duration write = settings.writeTimeout();
    return new HttpLimits(
        settings.readTimeout(),
        settings.readTimeout(),
        usual.bodyPause(),
        settings.readTimeout(),
        write,
        write.isZero() ? write : write.plus(MARGIN),
        usual.maxHeadBytes(),
        usual.maxRequestLine(),
        mostConnections);
  }
}
