package dev.gantry.watchdog.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a client sends, as lines and bytes, through one buffer that a connection keeps.
 *
 * <p>How the bytes are cut into reads never changes what comes out, errors included: every limit is
 * counted in bytes looked at, not in bytes received. Used by the connection's thread only.
 */
final class Inbound {

  /** {@link #line} met the end of the input before a byte. */
  static final int END = -1;

  /** {@link #line} met no line end within the limit. */
  static final int TOO_LONG = -2;

  /** Enough for most heads; a line that is longer makes it grow, {@link #shrink} takes it back. */
  private static final int USUAL_SIZE = 4096;

  private static final byte[] NOTHING = {};

  private final InputStream source;
  private byte[] buffer = NOTHING;
  private int position;
  private int end;
  private int lineStart;

  Inbound(InputStream source) {
    this.source = source;
  }

  /** Whether nothing has been received that was not taken yet. */
  boolean isEmpty() {
    return position == end;
  }

  /** How many bytes have been received and not been taken yet. */
  int buffered() {
    return end - position;
  }

  /** How many bytes can be taken without waiting for the peer. */
  int available() throws IOException {
    return buffered() + source.available();
  }

  /** Blocks until there is a byte to take; false at the end of the input. */
  boolean awaitByte() throws IOException {
    return position < end || fill();
  }

  /**
   * Takes one line, which {@link #at} and {@link #text} then show until the next call.
   *
   * @param limit most bytes of the line, without its end
   * @return its length without CR LF, or {@link #END} or {@link #TOO_LONG}
   * @throws BadRequestException if it has a control character, a bare CR or a bare LF
   * @throws EOFException if the input ends in the middle of it
   */
  int line(int limit) throws IOException {
    int length = 0;
    while (true) {
      int stop = Math.min(end - position, limit + 1);
      while (length < stop && Octets.isText(buffer[position + length])) {
        length++;
      }
      if (length > limit) {
        return TOO_LONG;
      }
      if (length < stop && endsLine(length)) {
        lineStart = position;
        position += length + 2;
        return length;
      }
      if (!fill()) {
        if (position == end) {
          return END;
        }
        throw new EOFException("end of input in a line");
      }
    }
  }

  /** Whether CR LF stands there; false if it is not known yet, because CR was the last byte. */
  private boolean endsLine(int length) throws BadRequestException {
    byte octet = buffer[position + length];
    if (octet != '\r') {
      throw new BadRequestException(
          400, octet == '\n' ? "a line ends with LF alone" : "a line has a control character");
    }
    if (position + length + 1 == end) {
      return false;
    }
    if (buffer[position + length + 1] != '\n') {
      throw new BadRequestException(400, "a line has CR without LF");
    }
    return true;
  }

  /** A byte of the line taken last. */
  byte at(int index) {
    return buffer[lineStart + index];
  }

  /** A part of the line taken last. */
  String text(int from, int to) {
    return new String(buffer, lineStart + from, to - from, StandardCharsets.ISO_8859_1);
  }

  /** As {@link InputStream#read(byte[], int, int)}: blocks for at least one byte, -1 at the end. */
  int read(byte[] bytes, int offset, int length) throws IOException {
    if (position == end) {
      if (length >= USUAL_SIZE) {
        return source.read(bytes, offset, length);
      }
      if (!fill()) {
        return -1;
      }
    }
    int count = Math.min(length, end - position);
    System.arraycopy(buffer, position, bytes, offset, count);
    position += count;
    return count;
  }

  /** Takes one byte; -1 at the end. */
  int read() throws IOException {
    return awaitByte() ? buffer[position++] & 0xff : -1;
  }

  /** Gives back the memory that a long line took. */
  void shrink() {
    if (buffer.length > USUAL_SIZE && end - position <= USUAL_SIZE) {
      moveTo(new byte[USUAL_SIZE]);
    }
  }

  private boolean fill() throws IOException {
    if (position == end) {
      position = 0;
      end = 0;
    }
    if (end == buffer.length) {
      if (position > 0) {
        moveTo(buffer);
      } else {
        buffer = Arrays.copyOf(buffer, Math.max(USUAL_SIZE, 2 * buffer.length));
      }
    }
    int count = source.read(buffer, end, buffer.length - end);
    if (count > 0) {
      end += count;
    }
    return count > 0;
  }

  private void moveTo(byte[] other) {
    System.arraycopy(buffer, position, other, 0, end - position);
    end -= position;
    position = 0;
    buffer = other;
  }
}
