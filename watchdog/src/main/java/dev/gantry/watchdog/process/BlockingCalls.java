package dev.gantry.watchdog.process;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * The calls on one stream of {@link Process}, made by platform threads while the caller is parked.
 *
 * <p>One at a time. A call whose caller was interrupted goes on, and the next caller gets its
 * result. A stream is closed by the thread that is in a call on it, if there is one: the JDK would
 * free the descriptor's number below that call.
 */
final class BlockingCalls {

  private static final ExecutorService THREADS =
      Executors.newCachedThreadPool(
          Thread.ofPlatform().daemon().name("gantry-process-stream-", 0).factory());

  private final Closeable stream;
  private final Object lock = new Object();

  /** The call that runs, or whose result nobody has taken. Guarded by {@code lock}. */
  private @Nullable CompletableFuture<Integer> current;

  /** Whether a thread is in the stream. Guarded by {@code lock}. */
  private boolean busy;

  /** Guarded by {@code lock}. */
  private boolean closed;

  BlockingCalls(Closeable stream) {
    this.stream = stream;
  }

  /**
   * Makes a call and waits for its result, or only waits if a call is left from before.
   *
   * @throws InterruptedIOException if the thread is interrupted; it stays interrupted
   * @throws IOException if the call fails or the stream is closed
   */
  int run(Callable<Integer> call) throws IOException {
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException("interrupted");
    }
    if (!isLeft()) {
      start(call);
    }
    return await();
  }

  /** Whether there is a call that runs or whose result nobody has taken. */
  boolean isLeft() {
    synchronized (lock) {
      return current != null;
    }
  }

  /** Begins a call, while none is left. */
  void start(Callable<Integer> call) throws IOException {
    synchronized (lock) {
      if (closed) {
        throw new IOException("Stream closed");
      }
      CompletableFuture<Integer> future = new CompletableFuture<>();
      THREADS.execute(() -> make(call, future));
      current = future;
      busy = true;
    }
  }

  /** Waits for the call that is left; throws as {@link #run} does. */
  int await() throws IOException {
    CompletableFuture<Integer> future = left();
    try {
      int result = future.get();
      taken();
      return result;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } catch (ExecutionException e) {
      taken();
      throw new IOException(e.getCause() == null ? "" : e.getCause().getMessage(), e.getCause());
    }
  }

  private CompletableFuture<Integer> left() throws IOException {
    synchronized (lock) {
      if (current == null) {
        throw new IOException("Stream closed");
      }
      return current;
    }
  }

  private void taken() {
    synchronized (lock) {
      current = null;
    }
  }

  private void make(Callable<Integer> call, CompletableFuture<Integer> future) {
    try {
      int result = call.call();
      leave();
      future.complete(result);
    } catch (Exception | Error e) {
      leave();
      future.completeExceptionally(e);
    }
  }

  /** Before the result is known, because the next call may begin then. */
  private void leave() {
    boolean last;
    synchronized (lock) {
      busy = false;
      last = closed;
    }
    if (last) {
      Streams.close(stream);
    }
  }

  /** Closes the stream, wakes who waits; idempotent, does not block. */
  void close() {
    CompletableFuture<Integer> waiting;
    boolean idle;
    synchronized (lock) {
      if (closed) {
        return;
      }
      closed = true;
      idle = !busy;
      waiting = current;
      current = null;
    }
    if (waiting != null) {
      waiting.completeExceptionally(new IOException("Stream closed"));
    }
    if (idle) {
      Streams.close(stream);
    }
  }
}
