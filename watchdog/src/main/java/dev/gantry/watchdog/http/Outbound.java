package dev.gantry.watchdog.http;

import java.io.IOException;
import java.util.Arrays;

/**
 * What is sent to a client or an upstream, gathered in one buffer that a connection keeps, so that
 * a small answer is one write.
 */
final class Outbound {

  private static final int USUAL_SIZE = 8192;
  private static final byte[] NOTHING = {};

  private final Peer peer;
  private byte[] buffer = NOTHING;
  private int size;

  Outbound(Peer peer) {
    this.peer = peer;
  }

  /** How much still fits before it has to be flushed. */
  int room() {
    return Math.max(buffer.length, USUAL_SIZE) - size;
  }

  /** How many bytes wait, which is where the next one will stand. */
  int size() {
    return size;
  }

  /** Adds text, one byte a character (ISO 8859-1); grows where there is no room. */
  @SuppressWarnings("deprecation")
  Outbound put(String text) {
    int length = text.length();
    reserve(length);
    // Deprecated for dropping the upper half of each character, which is what is asked for here;
    // it copies memory, where any other way looks at each character.
    text.getBytes(0, length, buffer, size);
    size += length;
    return this;
  }

  /** Adds bytes; grows where there is no room. */
  Outbound put(byte[] bytes, int offset, int length) {
    reserve(length);
    System.arraycopy(bytes, offset, buffer, size, length);
    size += length;
    return this;
  }

  /** Overwrites four bytes with a number of four hexadecimal digits. */
  void setHex(int at, int number) {
    for (int i = 0; i < 4; i++) {
      buffer[at + i] = (byte) Character.forDigit((number >> (4 * (3 - i))) & 15, 16);
    }
  }

  /** Sends what waits. */
  void flush() throws IOException {
    int length = size;
    size = 0;
    if (length > 0) {
      peer.write(buffer, 0, length);
    }
    if (buffer.length > USUAL_SIZE) {
      buffer = NOTHING;
    }
  }

  /** Sends what waits, and then these bytes without a copy. */
  void send(byte[] bytes, int offset, int length) throws IOException {
    flush();
    peer.write(bytes, offset, length);
  }

  private void reserve(int length) {
    if (size + length > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(USUAL_SIZE, size + length));
    }
  }
}
