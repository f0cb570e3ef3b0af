package dev.gantry.watchdog.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * What the parser makes of some input: the requests it accepts, and what it says to the rest.
 *
 * @param end the status of the refusal, or 0 if the input just ended
 */
record ParsedRequests(List<Request> requests, int end) {

  /** One accepted request. */
  record Request(RequestHead head, String body) {

    /** The same request as plainly as it can be written. */
    String canonical() {
      StringBuilder text = new StringBuilder(head.method()).append(' ');
      text.append(head.target().path());
      if (!head.target().query().isEmpty()) {
        text.append('?').append(head.target().query());
      }
      text.append(head.isHttp10() ? " HTTP/1.0\r\n" : " HTTP/1.1\r\n");
      for (Headers.Field field : head.headers().fields()) {
        text.append(field.name()).append(": ").append(field.value()).append("\r\n");
      }
      text.append("\r\n");
      if (head.contentLength() != RequestHead.CHUNKED) {
        return text.append(body).toString();
      }
      if (!body.isEmpty()) {
        text.append(Integer.toHexString(body.length())).append("\r\n").append(body).append("\r\n");
      }
      return text.append("0\r\n\r\n").toString();
    }

    /** Everything that has to survive writing it anew. */
    List<Object> meaning() {
      return List.of(
          head.method(),
          head.target().path(),
          head.target().query(),
          head.isHttp10(),
          head.headers().fields(),
          head.contentLength(),
          head.isPersistent(),
          head.expectsContinue(),
          body);
    }
  }

  /** Reads to the end of the input or the first refusal. */
  static ParsedRequests of(InputStream input, HttpLimits limits) throws IOException {
    Inbound in = new Inbound(input);
    List<Request> requests = new ArrayList<>();
    try {
      while (in.awaitByte()) {
        RequestHead head = HeadReader.read(in, limits);
        RequestBody body =
            head.contentLength() == RequestHead.CHUNKED
                ? new ChunkedBody(in, limits.maxHeadBytes())
                : new SizedBody(in, head.contentLength());
        requests.add(new Request(head, text(body)));
        in.shrink();
      }
    } catch (BadRequestException e) {
      return new ParsedRequests(requests, e.status());
    } catch (EOFException e) {
      return new ParsedRequests(requests, 0);
    }
    return new ParsedRequests(requests, 0);
  }

  private static String text(RequestBody body) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    byte[] bytes = new byte[64];
    for (int count = body.read(bytes); count >= 0; count = body.read(bytes)) {
      text.write(bytes, 0, count);
    }
    return text.toString(ISO_8859_1);
  }

  /** All that must not depend on how the input was cut. */
  List<Object> meaning() {
    return List.of(meanings(), end);
  }

  /** What of the accepted requests has to survive writing them anew. */
  List<List<Object>> meanings() {
    List<List<Object>> meanings = new ArrayList<>();
    for (Request request : requests) {
      meanings.add(request.meaning());
    }
    return meanings;
  }
}
