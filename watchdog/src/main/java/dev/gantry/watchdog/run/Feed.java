package dev.gantry.watchdog.run;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Consumer;

/** Copies the input of a process into its STDIN, on a virtual thread of its own. */
final class Feed {

  private static final int COPY = 16 << 10;

  private final Input input;
  private final OutputStream stdin;
  private final Consumer<IOException> failed;

  /** Written by the call's thread, read by the feeding one. */
  private volatile boolean isAnswered;

  /** Used by the feeding thread only. */
  private boolean isTaken = true;

  Feed(Input input, OutputStream stdin, Consumer<IOException> failed) {
    this.input = input;
    this.stdin = stdin;
    this.failed = failed;
  }

  /** Feeds until the input ends, or nobody takes it and nobody waits for that. */
  void run() {
    try {
      copy();
    } catch (IOException e) {
      failed.accept(e);
    } catch (RuntimeException e) {
      failed.accept(new IOException("the input cannot be read", e));
    } finally {
      closeStdin();
    }
  }

  /** Says that the answer is out, so that input nobody takes need not be read any more. */
  void answered() {
    isAnswered = true;
  }

  private void copy() throws IOException {
    byte[] buffer = new byte[COPY];
    for (int count = read(buffer); count >= 0; count = read(buffer)) {
      give(buffer, count);
    }
  }

  private int read(byte[] buffer) throws IOException {
    boolean wanted = isTaken || (input.isAwaited() && !isAnswered);
    return wanted ? input.source().read(buffer) : -1;
  }

  private void give(byte[] buffer, int count) {
    if (!isTaken) {
      return;
    }
    try {
      stdin.write(buffer, 0, count);
    } catch (IOException e) {
      // The process has closed its STDIN or is gone; that is its right.
      isTaken = false;
    }
  }

  private void closeStdin() {
    try {
      stdin.close();
    } catch (IOException e) {
      // Nothing is buffered there, so nothing is lost.
    }
  }
}
