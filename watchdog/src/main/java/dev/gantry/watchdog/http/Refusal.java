package dev.gantry.watchdog.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** The short answers that the server gives by itself, after which the connection is closed. */
final class Refusal {

  /** How long a client that still sends is given to read the answer. */
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(2);

  private Refusal() {}

  /**
   * Answers with a status and a reason.
   *
   * @param hasBody false for a HEAD request
   */
  static void send(Outbound out, int status, String reason, boolean hasBody) throws IOException {
    byte[] text = (reason + "\n").getBytes(StandardCharsets.UTF_8);
    out.put("HTTP/1.1 ").put(Integer.toString(status)).put(" ");
    out.put(ReasonPhrase.of(status)).put("\r\nContent-Type: text/plain; charset=utf-8\r\n");
    out.put("X-Content-Type-Options: nosniff\r\n");
    out.put("Date: ").put(HttpDate.at(System.currentTimeMillis()));
    out.put("\r\nContent-Length: ").put(Integer.toString(text.length));
    out.put("\r\nConnection: close\r\n\r\n");
    if (hasBody) {
      out.put(text, 0, text.length);
    }
    out.flush();
  }

  /**
   * Waits, for a bounded time, for a client to end its side. Closing while it still sends would
   * reset the connection, and with it an answer that it has not read yet (RFC 9112, section 9.6).
   * The time alone is the bound: a client that sends fast has not read more of the answer.
   */
  static void linger(Wire wire, Pulse pulse) throws IOException {
    wire.endOutput();
    wire.limitReads(pulse.in(PATIENCE), null);
    byte[] dropped = new byte[4096];
    int count = 0;
    while (count >= 0) {
      count = wire.read(dropped, 0, dropped.length);
    }
  }
}
