package dev.gantry.watchdog.relay;

import dev.gantry.watchdog.http.UpstreamConnection;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One connection to the function, and the moment until which it may be used, or kept idle. Used by
 * one call at a time; {@link Deadlines} closes it when its moment has come.
 */
final class TimedConnection {

  /** In {@link #limit}: the moment came. */
  private static final long CAME = Long.MIN_VALUE;

  private final SocketChannel channel;
  private final UpstreamConnection http;

  /** Set by the user, turned into {@link #CAME} by the thread of {@link Deadlines}. */
  private final AtomicLong limit;

  TimedConnection(SocketChannel channel, long moment) {
    this.channel = channel;
    this.http = new UpstreamConnection(channel);
    this.limit = new AtomicLong(moment);
  }

  SocketChannel channel() {
    return channel;
  }

  UpstreamConnection http() {
    return http;
  }

  /** Sets the moment; false if an earlier one has come, which is the end of the connection. */
  boolean limitTo(long moment) {
    long before = limit.get();
    return before != CAME && limit.compareAndSet(before, moment);
  }

  boolean hasExpired() {
    return limit.get() == CAME;
  }

  /** Closes it if its moment has come; returns when that is. */
  long enforce(long now) {
    long moment = limit.get();
    if (moment != CAME && moment <= now && limit.compareAndSet(moment, CAME)) {
      http.close();
    }
    return hasExpired() ? Deadlines.NEVER : moment;
  }
}
