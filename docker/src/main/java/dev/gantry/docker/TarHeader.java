package dev.gantry.docker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * The header of an entry in a tar archive, in the form engines take: entries belong to root and are
 * as old as the epoch.
 */
final class TarHeader {

  static final int BLOCK = 512;
  static final char FILE = '0';
  static final char LINK = '2';
  static final char FOLDER = '5';

  /** The largest file whose size fits. */
  static final long LARGEST = (1L << 33) - 1;

  private static final int SHORT_NAME = 100;
  private static final char LONG_NAME = 'L';
  private static final char LONG_TARGET = 'K';

  private TarHeader() {}

  /**
   * The blocks in front of an entry's content.
   *
   * @param size bytes of the content that follows, padded to whole blocks
   */
  static byte[] of(String name, char type, int mode, String target, long size) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    longText(LONG_NAME, name, out);
    longText(LONG_TARGET, target, out);
    block(name, type, mode, target, size, out);
    return out.toByteArray();
  }

  /** How many bytes are missing to a whole block. */
  static int padding(long size) {
    return (int) ((BLOCK - size % BLOCK) % BLOCK);
  }

  private static void longText(char type, String text, ByteArrayOutputStream out) {
    byte[] bytes = text.getBytes(UTF_8);
    if (bytes.length > SHORT_NAME) {
      block("././@LongLink", type, 0644, "", bytes.length + 1, out);
      out.writeBytes(bytes);
      out.writeBytes(new byte[1 + padding(bytes.length + 1)]);
    }
  }

  private static void block(
      String name, char type, int mode, String target, long size, ByteArrayOutputStream out) {
    byte[] header = new byte[BLOCK];
    put(header, 0, name);
    put(header, 100, "%07o".formatted(mode));
    put(header, 108, "0000000");
    put(header, 116, "0000000");
    put(header, 124, "%011o".formatted(size));
    put(header, 136, "00000000000");
    put(header, 148, "        ");
    header[156] = (byte) type;
    put(header, 157, target);
    put(header, 257, "ustar  ");
    int sum = 0;
    for (byte part : header) {
      sum += part & 0xff;
    }
    put(header, 148, "%06o\0 ".formatted(sum));
    out.writeBytes(header);
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = Arrays.copyOf(text.getBytes(UTF_8), Math.min(text.getBytes(UTF_8).length, 100));
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }
}
