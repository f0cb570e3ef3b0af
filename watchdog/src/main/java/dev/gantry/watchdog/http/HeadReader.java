package dev.gantry.watchdog.http;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads the head of one request and refuses what could be read in two ways. */
final class HeadReader {

  /** Far more than any client sends; each costs objects, whatever its length. */
  private static final int MOST_FIELDS = 500;

  private final Inbound in;
  private final int maxRequestLine;
  private int left;

  private HeadReader(Inbound in, HttpLimits limits) {
    this.in = in;
    this.maxRequestLine = limits.maxRequestLine();
    this.left = limits.maxHeadBytes();
  }

  /**
   * Reads one head; the body's first byte is the next one then.
   *
   * @throws BadRequestException if it is refused: status and reason
   * @throws EOFException if the input ends before the head does
   */
  static RequestHead read(Inbound in, HttpLimits limits) throws IOException {
    return new HeadReader(in, limits).read();
  }

  private RequestHead read() throws IOException {
    RequestLine line = requestLine();
    RequestTarget target = RequestTarget.of(line.method(), line.target());
    Framing framing = new Framing(line.isHttp10());
    List<Headers.Field> fields = new ArrayList<>();
    int length = fieldLine();
    while (length > 0) {
      if (fields.size() == MOST_FIELDS) {
        throw new BadRequestException(431, "the request has too many fields");
      }
      Headers.Field field = FieldLine.of(in, length);
      framing.field(field.name(), field.value());
      fields.add(field);
      length = fieldLine();
    }
    return framing.head(line.method(), target, new Headers(fields));
  }

  /** Empty lines in front are allowed (RFC 9112, section 2.2), as far as the head's limit goes. */
  private RequestLine requestLine() throws IOException {
    int length = 0;
    while (length == 0) {
      length = take(Math.min(left, maxRequestLine), 414, "the request line is too long");
    }
    return RequestLine.of(in, length);
  }

  private int fieldLine() throws IOException {
    return take(left, 431, "the request's fields are too large");
  }

  private int take(int limit, int status, String complaint) throws IOException {
    int length = in.line(limit);
    if (length == Inbound.END) {
      throw new EOFException("end of input in a head");
    }
    left -= length + 2;
    if (length == Inbound.TOO_LONG || left < 0) {
      throw new BadRequestException(status, complaint);
    }
    return length;
  }
}
