package dev.gantry.watchdog.run;

import java.io.InputStream;

/**
 * What a process gets on STDIN.
 *
 * @param source read to its end by another thread than the call's; not closed
 * @param isAwaited whether somebody waits until all of it is taken, as a client does that sends
 *     first and reads afterwards: then it is read on and dropped when the process takes no more
 */
public record Input(InputStream source, boolean isAwaited) {

  /** Nothing: STDIN is at its end. */
  public static final Input NONE = new Input(InputStream.nullInputStream(), false);
}
