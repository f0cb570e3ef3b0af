package dev.gantry.watchdog.http;

import java.io.EOFException;
import java.io.IOException;

/** A body in chunks (RFC 9112, section 7.1); extensions and trailers are checked and dropped. */
final class ChunkedBody extends RequestBody {

  /** 16 hexadecimal digits are 64 bits; more, even zeros, are refused. */
  private static final int MOST_DIGITS = 16;

  /** For all extensions of one body together: nobody uses them. */
  private static final int MOST_EXTENSIONS = 16 * 1024;

  private final Inbound in;
  private int trailersLeft;
  private int extensionsLeft = MOST_EXTENSIONS;
  private long left;
  private boolean isFirst = true;
  private boolean isComplete;

  /**
   * @param maxTrailers most bytes of trailers
   */
  ChunkedBody(Inbound in, int maxTrailers) {
    this.in = in;
    this.trailersLeft = maxTrailers;
  }

  @Override
  boolean isComplete() {
    return isComplete;
  }

  @Override
  int readSome(byte[] bytes, int offset, int length) throws IOException {
    if (left == 0) {
      left = nextSize();
      if (left == 0) {
        skipTrailers();
        isComplete = true;
        return -1;
      }
    }
    int count = in.read(bytes, offset, (int) Math.min(length, left));
    if (count < 0) {
      throw endsEarly();
    }
    left -= count;
    return count;
  }

  private long nextSize() throws IOException {
    if (!isFirst && (in.read() != '\r' || in.read() != '\n')) {
      throw new BadRequestException(400, "a chunk does not end where its size says");
    }
    isFirst = false;
    int length = line(MOST_DIGITS + extensionsLeft, 400, "a chunk's extension is too long");
    int digits = 0;
    long size = 0;
    while (digits < length && digits <= MOST_DIGITS && Octets.hexDigit(in.at(digits)) >= 0) {
      size = (size << 4) | Octets.hexDigit(in.at(digits));
      digits++;
    }
    boolean isNumber = digits > 0 && digits <= MOST_DIGITS && size >= 0;
    if (!isNumber || (digits < length && in.at(digits) != ';')) {
      throw new BadRequestException(400, "a chunk does not begin with its size");
    }
    extensionsLeft -= length - digits;
    if (extensionsLeft < 0) {
      throw new BadRequestException(400, "a chunk's extension is too long");
    }
    return size;
  }

  private void skipTrailers() throws IOException {
    int length = trailer();
    while (length > 0) {
      FieldLine.of(in, length);
      length = trailer();
    }
  }

  private int trailer() throws IOException {
    int length = line(trailersLeft, 431, "the trailers are too large");
    trailersLeft -= length + 2;
    if (trailersLeft < 0 && length > 0) {
      throw new BadRequestException(431, "the trailers are too large");
    }
    return length;
  }

  private int line(int limit, int status, String complaint) throws IOException {
    try {
      int length = in.line(limit);
      if (length == Inbound.END) {
        throw endsEarly();
      }
      if (length == Inbound.TOO_LONG) {
        throw new BadRequestException(status, complaint);
      }
      return length;
    } catch (EOFException e) {
      throw endsEarly();
    }
  }
}
