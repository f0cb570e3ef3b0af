package dev.gantry.app;

import java.util.concurrent.CountDownLatch;

/**
 * That the process was told to end. A server heeds it: it drains and returns. Any other command is
 * cut off, as people expect of Ctrl-C. Thread-safe.
 */
final class StopSignal {

  private final CountDownLatch raised = new CountDownLatch(1);
  private volatile boolean heeded; // written by the command

  /** Says that this command ends by itself once the signal came. */
  void heed() {
    heeded = true;
  }

  boolean isHeeded() {
    return heeded;
  }

  /** Tells the command. */
  void raise() {
    raised.countDown();
  }

  /** Waits for the signal. */
  void await() throws InterruptedException {
    raised.await();
  }
}
