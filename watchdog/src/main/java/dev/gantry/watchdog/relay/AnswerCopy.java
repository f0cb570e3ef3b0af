package dev.gantry.watchdog.relay;

import dev.gantry.watchdog.copy.CopyBuffer;
import dev.gantry.watchdog.http.Headers;
import dev.gantry.watchdog.http.HttpResponse;
import dev.gantry.watchdog.http.ResponseHead;
import dev.gantry.watchdog.http.UpstreamConnection;
import dev.gantry.watchdog.log.Seconds;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The function's answer as the client gets it. */
final class AnswerCopy {

  /** How long a call took; the function's own idea of it is not passed on. */
  static final String DURATION = "X-Duration-Seconds";

  private AnswerCopy() {}

  /** Takes over the fields. {@code Date} is the server's own, a few microseconds later. */
  static void fields(ResponseHead head, HttpResponse to) {
    HopFields hop = HopFields.of(head.headers());
    for (Headers.Field field : head.headers().fields()) {
      String name = field.name();
      if (hop.passes(name) && !name.equalsIgnoreCase("Date") && !name.equalsIgnoreCase(DURATION)) {
        to.header(name, field.value());
      }
    }
  }

  /**
   * Sends head and body. What has come is sent before the function is waited for, so nothing is
   * late; an answer that has come completely is one write.
   *
   * @return bytes of the body
   */
  static long send(ResponseHead head, UpstreamConnection from, HttpResponse to, long startNanos)
      throws IOException {
    fields(head, to);
    to.header(DURATION, Seconds.since(startNanos));
    long sent = 0;
    // Not closed when reading fails: an end in chunks would make a part look whole.
    OutputStream out =
        head.hasLength() ? to.begin(head.status(), head.announcedLength()) : stream(head, to);
    from.flushBeforeWaits(out);
    try {
      InputStream body = from.answer();
      CopyBuffer buffer = new CopyBuffer();
      while (buffer.fill(body)) {
        out.write(buffer.bytes(), 0, buffer.count());
        sent += buffer.count();
      }
    } finally {
      from.flushBeforeWaits(null);
    }
    out.close();
    return sent;
  }

  private static OutputStream stream(ResponseHead head, HttpResponse to) throws IOException {
    return head.bodyLength() == 0 && head.status() == 204
        ? to.begin(204, 0)
        : to.beginStreaming(head.status());
  }
}
