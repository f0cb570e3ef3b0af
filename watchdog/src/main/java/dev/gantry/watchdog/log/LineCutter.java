package dev.gantry.watchdog.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/**
 * Cuts a stream of bytes into lines of bounded length. What is longer comes in pieces, so that a
 * function that never ends its line cannot fill the heap. Bytes that are not UTF-8 become U+FFFD.
 * Used by one thread.
 */
public final class LineCutter {

  /**
   * The longest line, whatever the settings say: 1 MiB, and no more than a 64th of the heap,
   * because several copies of a line are made on its way to the log, and several calls may log at
   * once.
   */
  public static final int MOST = most(Runtime.getRuntime().maxMemory());

  private final int longest;
  private final Lines lines;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(128);

  /** The longest line with a heap of so many bytes. */
  static int most(long heap) {
    return (int) Math.min(1 << 20, heap / 64);
  }

  /** Takes lines. */
  interface Lines {

    /**
     * Takes one.
     *
     * @param isPart whether the line goes on in the next one
     */
    void line(String text, boolean isPart);
  }

  /**
   * Cuts for somebody.
   *
   * @param longest in bytes, at least 1; more than {@link #MOST} means that
   */
  LineCutter(int longest, Lines lines) {
    this.longest = Math.min(longest, MOST);
    this.lines = lines;
  }

  /** Takes bytes and passes on the lines that end in them. */
  public void take(byte[] bytes, int offset, int length) {
    int start = offset;
    int end = offset + length;
    for (int at = offset; at < end; at++) {
      if (bytes[at] == '\n') {
        line.write(bytes, start, at - start);
        pass();
        start = at + 1;
      } else if (line.size() + at - start >= longest) {
        line.write(bytes, start, at - start);
        passPart();
        start = at;
      }
    }
    line.write(bytes, start, end - start);
  }

  /** Passes on the last line if it has no end. */
  public void end() {
    if (line.size() > 0) {
      pass();
    }
  }

  private void pass() {
    lines.line(line.toString(UTF_8), false);
    line.reset();
  }

  /** Keeps back a character whose end is still to come. */
  private void passPart() {
    byte[] bytes = line.toByteArray();
    int length = bytes.length - incompleteTail(bytes);
    lines.line(new String(bytes, 0, length, UTF_8), true);
    line.reset();
    line.write(bytes, length, bytes.length - length);
  }

  private static int incompleteTail(byte[] bytes) {
    for (int tail = 1; tail <= 3 && tail < bytes.length; tail++) {
      int octet = bytes[bytes.length - tail] & 0xff;
      if (octet >= 0xc0) {
        int needed = octet >= 0xf0 ? 4 : octet >= 0xe0 ? 3 : 2;
        return needed > tail ? tail : 0;
      }
      if (octet < 0x80) {
        return 0;
      }
    }
    return 0;
  }
}
