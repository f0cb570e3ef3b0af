package dev.gantry.watchdog.relay;

import dev.gantry.watchdog.copy.CopyBuffer;
import dev.gantry.watchdog.http.RawConnection;
import dev.gantry.watchdog.http.UpstreamConnection;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * A connection that has left HTTP: bytes pass both ways as they are. When one side ends its
 * sending, the other is told; it may go on as long as it does not pause for too long.
 */
final class Tunnel implements Runnable {

  /** How long the side that goes on may pause, so that a forgotten connection ends. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(30);

  private final RawConnection client;
  private final TimedConnection connection;
  private final UpstreamConnection function;
  private final Upstream upstream;

  /** Written by the thread that copies from the client. */
  private volatile boolean hasClientEnded;

  Tunnel(RawConnection client, TimedConnection connection, Upstream upstream) {
    this.client = client;
    this.connection = connection;
    this.function = connection.http();
    this.upstream = upstream;
  }

  /** Copies until both sides have ended, or one is broken. Returns the bytes for the client. */
  long copy() throws InterruptedException {
    upstream.limit(connection, Deadlines.NEVER);
    Thread other = Thread.ofVirtual().name("relay-tunnel").start(this);
    long count = 0;
    boolean isClean = false;
    try {
      count = toClient();
      client.endOutput();
      isClean = other.join(LAST_WORDS);
    } catch (IOException e) {
      // One side is gone; so is the other in a moment.
    } finally {
      if (!isClean) {
        client.cut();
      }
      function.close();
      other.join();
    }
    return count;
  }

  private long toClient() throws IOException {
    InputStream input = function.rawInput();
    CopyBuffer buffer = new CopyBuffer();
    long count = 0;
    while (buffer.fill(input)) {
      client.write(buffer.bytes(), 0, buffer.count());
      count += buffer.count();
      if (hasClientEnded) {
        upstream.limit(connection, upstream.in(LAST_WORDS));
      }
    }
    return count;
  }

  /** Copies from the client. */
  @Override
  public void run() {
    InputStream input = client.input();
    CopyBuffer buffer = new CopyBuffer();
    try {
      while (buffer.fill(input)) {
        function.writeRaw(buffer.bytes(), 0, buffer.count());
      }
      hasClientEnded = true;
      upstream.limit(connection, upstream.in(LAST_WORDS));
      function.endRaw();
    } catch (IOException e) {
      function.close();
    }
  }
}
