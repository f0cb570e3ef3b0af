package dev.gantry.docker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * A tar archive in memory, in the form engines take: entries belong to root and are as old as the
 * epoch. Used by one thread.
 */
public final class Archive {

  private static final int BLOCK = 512;
  private static final int SHORT_NAME = 100;
  private static final char FILE = '0';
  private static final char LINK = '2';
  private static final char FOLDER = '5';
  private static final char LONG_NAME = 'L';

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** Adds a folder. */
  public Archive folder(String name, int mode) {
    entry(name + "/", FOLDER, mode, "", new byte[0]);
    return this;
  }

  /** Adds a file. */
  public Archive file(String name, int mode, byte[] content) {
    entry(name, FILE, mode, "", content);
    return this;
  }

  /**
   * Adds a symbolic link.
   *
   * @param target at most 100 bytes
   */
  public Archive link(String name, String target) {
    if (target.getBytes(UTF_8).length > SHORT_NAME) {
      throw new IllegalArgumentException("target: " + target + " (expected: at most 100 bytes)");
    }
    entry(name, LINK, 0777, target, new byte[0]);
    return this;
  }

  /** The archive so far, complete. */
  public byte[] bytes() {
    ByteArrayOutputStream whole = new ByteArrayOutputStream(out.size() + 2 * BLOCK);
    whole.writeBytes(out.toByteArray());
    whole.writeBytes(new byte[2 * BLOCK]);
    return whole.toByteArray();
  }

  private void entry(String name, char type, int mode, String target, byte[] content) {
    byte[] bytes = name.getBytes(UTF_8);
    if (bytes.length > SHORT_NAME) {
      byte[] ended = Arrays.copyOf(bytes, bytes.length + 1);
      header("././@LongLink".getBytes(UTF_8), LONG_NAME, 0644, "", ended.length);
      body(ended);
    }
    header(bytes, type, mode, target, content.length);
    body(content);
  }

  private void header(byte[] name, char type, int mode, String target, int size) {
    byte[] header = new byte[BLOCK];
    System.arraycopy(name, 0, header, 0, Math.min(name.length, SHORT_NAME));
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
    byte[] bytes = text.getBytes(UTF_8);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }

  private void body(byte[] content) {
    out.writeBytes(content);
    out.writeBytes(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
  }
}
