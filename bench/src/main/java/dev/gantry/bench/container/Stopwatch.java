package dev.gantry.bench.container;

import java.io.IOException;

/** How long something took, in milliseconds. */
final class Stopwatch {

  private Stopwatch() {}

  /** What is timed. */
  @FunctionalInterface
  interface Work {
    void run() throws IOException, InterruptedException;
  }

  static double millis(Work work) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    work.run();
    return (System.nanoTime() - begin) / 1e6;
  }
}
