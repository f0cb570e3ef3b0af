package dev.gantry.watchdog.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;

/** Reads what processes say, which is short. */
final class Text {

  private Text() {}

  static String of(InputStream stream) throws IOException {
    return new String(stream.readAllBytes(), UTF_8);
  }

  /** One line, without its end and without reading any further. */
  static String line(InputStream stream) throws IOException {
    StringBuilder line = new StringBuilder();
    int next = stream.read();
    while (next >= 0 && next != '\n') {
      line.append((char) next);
      next = stream.read();
    }
    return line.toString();
  }
}
