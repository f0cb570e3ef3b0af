package dev.gantry.watchdog.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;

/**
 * Cuts a stream of bytes into lines of bounded length. What is longer comes in pieces, so that a
 * function that never ends its line cannot fill the heap. Used by one thread.
 */
public final class LineCutter {

  /** The longest line, whatever the settings say. */
  public static final int MOST = 1 << 20;

  private final int longest;
  private final Consumer<String> lines;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(128);

  /**
   * @param longest in bytes, at least 1; more than {@link #MOST} means that
   */
  public LineCutter(int longest, Consumer<String> lines) {
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
      } else if (line.size() + at + 1 - start >= longest) {
        line.write(bytes, start, at + 1 - start);
        pass();
        start = at + 1;
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
    lines.accept(line.toString(UTF_8));
    line.reset();
  }
}
