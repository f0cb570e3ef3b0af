package dev.gantry.watchdog.run;

import dev.gantry.watchdog.copy.CopyBuffer;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Consumer;

/** Copies the input of a process into its STDIN. */
final class Feed {

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

  /**
   * Feeds without waiting, on the call's thread.
   *
   * @return whether that was all; if not, nothing was read and {@link #run} is to feed
   */
  boolean feedAtOnce() {
    try {
      if (!input.isAtHand()) {
        return false;
      }
    } catch (IOException e) {
      return false; // The thread that feeds will meet it again, and tell.
    }
    run();
    return true;
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
    CopyBuffer buffer = new CopyBuffer();
    while (isWanted() && buffer.fill(input.source())) {
      give(buffer);
    }
  }

  private boolean isWanted() {
    return isTaken || (input.isAwaited() && !isAnswered);
  }

  private void give(CopyBuffer buffer) {
    if (!isTaken) {
      return;
    }
    try {
      stdin.write(buffer.bytes(), 0, buffer.count());
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
