package dev.gantry.watchdog.relay;

import dev.gantry.watchdog.copy.CopyBuffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Sends a body to the function while it comes, on a thread of its own, so that the answer may begin
 * before the request has ended.
 */
final class RequestFeed implements Runnable {

  private static final Duration MOMENT = Duration.ofMillis(5);

  private final InputStream body;
  private final OutputStream out;
  private final TimedConnection connection;
  private final Thread thread = Thread.ofVirtual().name("relay-feed").unstarted(this);

  /** Written by the feeding thread. */
  private volatile @Nullable IOException failure;

  /** Written by the feeding thread. */
  private volatile boolean isComplete;

  /** Written by the call's thread: the answer is out, and the rest of the body not needed. */
  private volatile boolean isStopped;

  RequestFeed(InputStream body, OutputStream out, TimedConnection connection) {
    this.body = body;
    this.out = out;
    this.connection = connection;
  }

  void start() {
    thread.start();
  }

  /**
   * Whether all of the body was sent, asked when the answer is out: a function that answered what
   * it had received can be faster than the thread that sent it.
   */
  boolean completesSoon() throws InterruptedException {
    return isComplete || (thread.join(MOMENT) && isComplete);
  }

  /** Why the body could not be read from the client; null if it could. */
  @Nullable IOException failure() {
    return failure;
  }

  /**
   * Waits until nothing reads the body any more: at once if it was sent, otherwise when the client
   * has sent its next piece or is found too slow.
   */
  void settle() throws InterruptedException {
    isStopped = true;
    thread.join();
  }

  @Override
  public void run() {
    CopyBuffer buffer = new CopyBuffer();
    try {
      while (!isStopped && fill(buffer)) {
        out.write(buffer.bytes(), 0, buffer.count());
        out.flush();
      }
      if (failure == null && !isStopped) {
        out.close();
        isComplete = true;
      }
    } catch (IOException e) {
      // The function takes no more; what it answers is the call's thread's to read.
    }
  }

  /** Reads a piece; a request that cannot be read ends the call. */
  private boolean fill(CopyBuffer buffer) {
    try {
      return buffer.fill(body);
    } catch (IOException e) {
      failure = e;
    } catch (RuntimeException e) {
      failure = new IOException("the body cannot be read", e);
    }
    connection.http().close();
    return false;
  }
}
