package dev.gantry.watchdog.process;

import java.io.Closeable;
import java.io.IOException;

/** Closing of streams whose end is of no interest. */
final class Streams {

  private Streams() {}

  static void close(Closeable... streams) {
    for (Closeable stream : streams) {
      try {
        stream.close();
      } catch (IOException e) {
        // Nothing was buffered, so nothing is lost.
      }
    }
  }
}
