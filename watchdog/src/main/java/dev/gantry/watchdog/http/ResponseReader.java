package dev.gantry.watchdog.http;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads the head of one response and refuses what could be read in two ways. */
final class ResponseReader {

  /** Status line and fields together. */
  private static final int MOST_BYTES = 64 * 1024;

  private static final int LONGEST_STATUS_LINE = 8 * 1024;
  private static final int MOST_FIELDS = 500;

  /** Interim answers (RFC 9110, section 15.2) of one response. */
  private static final int MOST_INTERIM = 16;

  private static final int SWITCHING = 101;

  private final Inbound in;
  private int left = MOST_BYTES;

  private ResponseReader(Inbound in) {
    this.in = in;
  }

  /**
   * Reads one head and skips interim ones in front of it.
   *
   * @param hasBody whether the request was one whose answers have bodies, which HEAD is not
   * @throws BadResponseException if it is refused
   * @throws EOFException if the input ends before the head does
   */
  static ResponseHead read(Inbound in, boolean hasBody) throws IOException {
    try {
      for (int i = 0; i <= MOST_INTERIM; i++) {
        ResponseHead head = new ResponseReader(in).head(hasBody);
        if (head.status() >= 200 || head.status() == SWITCHING) {
          return head;
        }
      }
    } catch (BadRequestException e) {
      throw BadResponseException.of(e);
    }
    throw new BadResponseException("it has more interim answers than anybody sends");
  }

  private ResponseHead head(boolean hasBody) throws IOException {
    int length = take(LONGEST_STATUS_LINE, "its status line is too long");
    StatusLine line = StatusLine.of(in, length);
    ResponseFraming framing = new ResponseFraming(line);
    List<Headers.Field> fields = new ArrayList<>();
    length = fieldLine();
    while (length > 0) {
      if (fields.size() == MOST_FIELDS) {
        throw new BadResponseException("it has too many fields");
      }
      Headers.Field field = FieldLine.of(in, length);
      framing.field(field.name(), field.value());
      fields.add(field);
      length = fieldLine();
    }
    return framing.head(new Headers(fields), hasBody);
  }

  private int fieldLine() throws IOException {
    return take(left, "its fields are too large");
  }

  private int take(int limit, String complaint) throws IOException {
    int length = in.line(limit);
    if (length == Inbound.END) {
      throw new EOFException("it ends in its head");
    }
    left -= length + 2;
    if (length == Inbound.TOO_LONG || left < 0) {
      throw new BadResponseException(complaint);
    }
    return length;
  }
}
