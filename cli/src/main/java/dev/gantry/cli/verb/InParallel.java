package dev.gantry.cli.verb;

import dev.gantry.cli.terminal.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Does the same with several functions, some at once; after the first failure none is begun. */
final class InParallel {

  private InParallel() {}

  /**
   * What is done.
   *
   * @param <T> with what
   */
  @FunctionalInterface
  interface Work<T> {
    void on(T one) throws Failure, InterruptedException;
  }

  /**
   * Does it with all and waits.
   *
   * @param limit how many at once
   * @throws Failure the first of them
   */
  static <T> void each(List<T> all, int limit, Work<T> work) throws Failure, InterruptedException {
    Semaphore free = new Semaphore(limit);
    ConcurrentLinkedQueue<Failure> failures = new ConcurrentLinkedQueue<>();
    List<Thread> workers = new ArrayList<>();
    try {
      for (T one : all) {
        free.acquire();
        if (!failures.isEmpty()) {
          break;
        }
        workers.add(Thread.ofVirtual().start(() -> run(one, work, failures, free)));
      }
      for (Thread worker : workers) {
        worker.join();
      }
    } finally {
      workers.forEach(Thread::interrupt);
    }
    @Nullable Failure first = failures.peek();
    if (first != null) {
      throw first;
    }
  }

  private static <T> void run(
      T one, Work<T> work, ConcurrentLinkedQueue<Failure> failures, Semaphore free) {
    try {
      work.on(one);
    } catch (Failure failure) {
      failures.add(failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      free.release();
    }
  }
}
