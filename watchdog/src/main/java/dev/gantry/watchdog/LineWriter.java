package dev.gantry.watchdog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintStream;
import java.util.Arrays;

/**
 * Writes lines to a stream, each in one piece, so that those of other programs at the same pipe do
 * not come between, and in UTF-8: a container without a locale would have question marks instead.
 * Thread-safe. Blocks while nobody takes what the stream writes.
 */
final class LineWriter implements LogSink {

  private final PrintStream out;

  LineWriter(PrintStream out) {
    this.out = out;
  }

  @Override
  public void line(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    byte[] line = Arrays.copyOf(bytes, bytes.length + 1);
    line[bytes.length] = '\n';
    out.write(line, 0, line.length);
    out.flush();
  }
}
