package dev.gantry.watchdog;

import dev.gantry.watchdog.http.HttpLimits;
import dev.gantry.watchdog.http.HttpServer;
import dev.gantry.watchdog.http.RequestHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;

/** Listens with the time limits that the settings ask for. */
final class Listening {

  /** So that an exec_timeout of the same length, which is usual, is answered before the cut. */
  private static final Duration MARGIN = Duration.ofMillis(500);

  private Listening() {}

  /**
   * Starts a listener.
   *
   * @throws IOException if the address cannot be bound; the message is for a person
   */
  static HttpServer start(
      InetSocketAddress address, WatchdogSettings settings, RequestHandler handler)
      throws IOException {
    try {
      return HttpServer.start(address, limits(settings), handler);
    } catch (IOException e) {
      throw new IOException(
          "cannot listen on port " + address.getPort() + ": " + e.getMessage(), e);
    }
  }

  /** Contract 3.1: a call that outlives {@code write_timeout} is cut off. */
  private static HttpLimits limits(WatchdogSettings settings) {
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
        usual.maxConnections());
  }
}
