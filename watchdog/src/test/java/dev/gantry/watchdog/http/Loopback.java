package dev.gantry.watchdog.http;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Servers on free loopback ports, and handlers many tests share. */
final class Loopback {

  /** Generous for a machine that is busy; no test waits for all of it unless it fails. */
  static final Duration PATIENCE = Duration.ofSeconds(20);

  private Loopback() {}

  static HttpServer start(RequestHandler handler) throws IOException {
    return start(HttpLimits.DEFAULT, handler);
  }

  static HttpServer start(HttpLimits limits, RequestHandler handler) throws IOException {
    return HttpServer.start(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), limits, handler);
  }

  /** Answers with the body it got. */
  static void echo(HttpRequest request, HttpResponse response) throws IOException {
    byte[] body = request.body().readAllBytes();
    try (OutputStream out = response.begin(200, body.length)) {
      out.write(body);
    }
  }

  /** Answers with a text. */
  static void answer(HttpResponse response, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    try (OutputStream out = response.begin(200, bytes.length)) {
      out.write(bytes);
    }
  }

  static String get(String target) {
    return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
  }

  static String post(String target, String body) {
    return "POST "
        + target
        + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  /**
   * @param chunks the body with its frame
   */
  static String chunked(String target, String chunks) {
    return "POST "
        + target
        + " HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
        + chunks;
  }
}
