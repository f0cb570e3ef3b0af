package dev.gantry.gateway.edge;

import static dev.gantry.gateway.edge.Octets.CR;
import static dev.gantry.gateway.edge.Octets.LF;
import static dev.gantry.gateway.edge.RefusedRequest.malformed;

/**
 * Follows a chunked body, in as many pieces as it comes (RFC 9112, 7.1).
 *
 * <p>Data is counted, not looked at. Extensions mean nothing to anybody here; they are bounded for
 * a whole body, because they cost work that carries nothing.
 */
final class ChunkedBody {

  private enum Part {
    SIZE,
    EXTENSION,
    SIZE_LINE_FEED,
    DATA,
    DATA_CR,
    DATA_LINE_FEED,
    TRAILERS,
    DONE
  }

  private static final int MOST_EXTENSION = 4096;

  private final int mostTrailer;
  private final FieldLines trailers = new FieldLines(ChunkedBody::trailer);
  private Part part = Part.SIZE;
  private int digits;
  private long left;
  private int extension;
  private int trailer;

  /**
   * A body to follow.
   *
   * @param mostTrailer octets that trailers may have
   */
  ChunkedBody(int mostTrailer) {
    this.mostTrailer = mostTrailer;
  }

  void reset() {
    part = Part.SIZE;
    digits = 0;
    left = 0;
    extension = 0;
    trailer = 0;
    trailers.reset();
  }

  boolean isDone() {
    return part == Part.DONE;
  }

  /** Octets of data that come next and need not be looked at. */
  long skippable() {
    return part == Part.DATA ? left : 0;
  }

  /** Counts data that was not looked at, at most {@link #skippable}. */
  void skip(long octets) {
    left -= octets;
    if (left == 0) {
      part = Part.DATA_CR;
    }
  }

  /** Takes octets until the body ends or they do; returns where it stopped. */
  int feed(byte[] octets, int from, int end) {
    int at = from;
    while (at < end && part != Part.DONE) {
      at =
          switch (part) {
            case SIZE -> size(octets[at], at);
            case EXTENSION -> extension(octets[at], at);
            case SIZE_LINE_FEED ->
                expect(octets[at], LF, at, left == 0 ? Part.TRAILERS : Part.DATA);
            case DATA -> data(at, end);
            case DATA_CR -> expect(octets[at], CR, at, Part.DATA_LINE_FEED);
            case DATA_LINE_FEED -> dataLineFeed(octets[at], at);
            case TRAILERS -> trailers(octets, at, end);
            case DONE -> at;
          };
    }
    return at;
  }

  private int size(byte octet, int at) {
    int digit = Octets.hex(octet);
    if (digit >= 0) {
      left = left << 4 | digit;
      if (++digits > 16 || left > Integer.MAX_VALUE) {
        throw malformed("chunk too large");
      }
      return at + 1;
    }
    if (digits == 0 || (octet != CR && octet != ';')) {
      throw malformed("bad chunk size");
    }
    part = octet == CR ? Part.SIZE_LINE_FEED : Part.EXTENSION;
    return at + 1;
  }

  private int extension(byte octet, int at) {
    if (octet == CR) {
      part = Part.SIZE_LINE_FEED;
    } else if (!Octets.is(octet, Octets.VALUE) || ++extension > MOST_EXTENSION) {
      throw malformed("bad chunk extension");
    }
    return at + 1;
  }

  private int data(int at, int end) {
    long skipped = Math.min(left, end - at);
    skip(skipped);
    return at + (int) skipped;
  }

  private int dataLineFeed(byte octet, int at) {
    digits = 0;
    return expect(octet, LF, at, Part.SIZE);
  }

  private int expect(byte octet, byte expected, int at, Part next) {
    if (octet != expected) {
      throw malformed("bad chunk");
    }
    part = next;
    return at + 1;
  }

  private int trailers(byte[] octets, int from, int end) {
    int at = trailers.feed(octets, from, end);
    trailer += at - from;
    if (trailer > mostTrailer) {
      throw new RefusedRequest(431, "trailer fields too large");
    }
    if (trailers.isDone()) {
      part = Part.DONE;
    }
    return at;
  }

  private static void trailer(FramingField field, byte[] value, int length) {
    throw malformed("a trailer field that belongs in the header");
  }
}
