package dev.gantry.watchdog.relay;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The function as a server: connections to it, idle ones among them. Thread-safe. */
public final class Upstream implements AutoCloseable {

  /**
   * A second's worth of concurrent calls; more are opened as needed and closed after their call.
   */
  private static final int MOST_IDLE = 256;

  /** Shorter than the 5 s after which many servers close theirs, such as Node's. */
  private static final Duration IDLE_TIME = Duration.ofSeconds(4);

  /** How long a call waits for a function that has just been started to listen. */
  private static final Duration START_TIME = Duration.ofSeconds(10);

  private static final Duration START_PAUSE = Duration.ofMillis(20);

  private final UpstreamAddress address;
  private final BooleanSupplier isAlive;
  private final IdleConnections idle = new IdleConnections(MOST_IDLE);
  private final Deadlines deadlines = new Deadlines(this::expired);

  /** Whether a connection was ever accepted; written by every call that opens one. */
  private volatile boolean hasAccepted;

  private Upstream(UpstreamAddress address, BooleanSupplier isAlive) {
    this.address = address;
    this.isAlive = isAlive;
  }

  /**
   * Prepares connections; none is opened yet.
   *
   * @param isAlive whether the function's process runs, so that waiting for it makes sense
   */
  public static Upstream of(UpstreamAddress address, BooleanSupplier isAlive) {
    Upstream upstream = new Upstream(address, isAlive);
    upstream.deadlines.start();
    return upstream;
  }

  UpstreamAddress address() {
    return address;
  }

  /** The moment a time from now, for the limits below. */
  long in(Duration time) {
    return deadlines.in(time);
  }

  /** A connection that was used before and is still open; null if there is none. */
  @Nullable TimedConnection reuse(long limit) {
    for (TimedConnection found = idle.take(); found != null; found = idle.take()) {
      if (found.limitTo(limit) && found.http().isQuiet()) {
        deadlines.expect(limit);
        return found;
      }
      drop(found);
    }
    return null;
  }

  /**
   * Opens a connection. Waits for a function that has never accepted one, as after its start.
   *
   * @throws UnreachableException if it does not accept one
   */
  TimedConnection open(long limit) throws IOException, InterruptedException {
    long patience = Math.min(limit, deadlines.in(START_TIME));
    while (true) {
      try {
        return openNow(limit);
      } catch (UnreachableException e) {
        if (Thread.currentThread().isInterrupted()) {
          throw new InterruptedException("the client is gone");
        }
        if (hasAccepted || !isAlive.getAsBoolean() || deadlines.now() >= patience) {
          throw e;
        }
        Thread.sleep(START_PAUSE);
      }
    }
  }

  /** Opens a connection without waiting for the function's start. */
  TimedConnection openNow(long limit) throws IOException {
    IOException problem = new IOException("it has no address");
    try {
      for (SocketAddress candidate : address.candidates()) {
        try {
          return connect(candidate, limit);
        } catch (TimeLimitException e) {
          throw e;
        } catch (IOException e) {
          problem = e;
        }
      }
    } catch (TimeLimitException e) {
      throw e;
    } catch (IOException e) {
      problem = e; // the resolver's
    }
    throw new UnreachableException(problem);
  }

  /** Whether the function has ever accepted a connection; tries one if it has not. */
  boolean accepts() {
    if (!hasAccepted) {
      try {
        // Closed at once: a server with one thread would wait for its request.
        drop(openNow(deadlines.in(Duration.ofSeconds(1))));
      } catch (IOException e) {
        return false;
      }
    }
    return true;
  }

  /** Keeps a connection for a later call if it can be used again, else closes it. */
  void giveBack(TimedConnection connection) {
    long limit = deadlines.in(IDLE_TIME);
    boolean isKept =
        connection.http().isReusable() && connection.limitTo(limit) && idle.put(connection);
    if (isKept) {
      deadlines.expect(limit);
    } else {
      drop(connection);
    }
  }

  private void expired(TimedConnection connection) {
    idle.remove(connection);
    deadlines.forget(connection);
  }

  /** Closes a connection. */
  void drop(TimedConnection connection) {
    deadlines.forget(connection);
    connection.http().close();
  }

  /** Sets another moment for a connection in use; false if it is closed because one has come. */
  boolean limit(TimedConnection connection, long moment) {
    boolean isInTime = connection.limitTo(moment);
    deadlines.expect(moment);
    return isInTime;
  }

  /** Closes all connections at once, those in use too. */
  @Override
  public void close() {
    deadlines.stop();
  }

  private TimedConnection connect(SocketAddress candidate, long limit) throws IOException {
    SocketChannel channel =
        address.isUnix() ? SocketChannel.open(StandardProtocolFamily.UNIX) : SocketChannel.open();
    TimedConnection connection = new TimedConnection(channel, limit);
    deadlines.add(connection);
    deadlines.expect(limit);
    try {
      channel.connect(candidate);
      if (!address.isUnix()) {
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      }
    } catch (IOException | RuntimeException e) {
      drop(connection);
      if (connection.hasExpired()) {
        throw new TimeLimitException();
      }
      throw e;
    }
    if (deadlines.isStopped()) {
      drop(connection);
    }
    hasAccepted = true;
    return connection;
  }
}
