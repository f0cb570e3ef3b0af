package dev.gantry.watchdog.run;

import java.io.IOException;
import java.io.InputStream;

/**
 * What a process gets on STDIN.
 *
 * @param source read to its end, by another thread than the call's unless all of it is there; not
 *     closed
 * @param length how many bytes it has; -1 if that is not known
 * @param isAwaited whether somebody waits until all of it is taken, as a client does that sends
 *     first and reads afterwards: then it is read on and dropped when the process takes no more
 */
public record Input(InputStream source, long length, boolean isAwaited) {

  /** Nothing: STDIN is at its end. */
  public static final Input NONE = new Input(InputStream.nullInputStream(), 0, false);

  /** What fits the smallest pipe, and so can be written before anybody reads. */
  private static final int SHORT = 4096;

  /** Whether all of it can be read and written without waiting for anybody. */
  boolean isAtHand() throws IOException {
    return length >= 0 && length <= SHORT && source.available() >= length;
  }
}
