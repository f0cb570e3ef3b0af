package dev.gantry.bench.scale;

import dev.gantry.bench.drive.Http;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Callers that each call a function again and again until they are told to stop. */
final class Callers {

  private final String url;
  private final AtomicInteger failed = new AtomicInteger();
  private final AtomicInteger answered = new AtomicInteger();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean stopped;

  private Callers(String url) {
    this.url = url;
  }

  static Callers start(String url, int count) {
    Callers callers = new Callers(url);
    for (int i = 0; i < count; i++) {
      callers.threads.add(Thread.ofVirtual().start(callers::callOn));
    }
    return callers;
  }

  /** Lets the calls that run end, and no other begin. */
  void stop() throws InterruptedException {
    stopped = true;
    for (Thread thread : threads) {
      thread.join();
    }
  }

  /** Calls that were not answered with 200. */
  int failed() {
    return failed.get();
  }

  int answered() {
    return answered.get();
  }

  private void callOn() {
    while (!stopped) {
      try {
        (Http.send("GET", url, "") == 200 ? answered : failed).incrementAndGet();
      } catch (IOException e) {
        failed.incrementAndGet();
      }
    }
  }
}
