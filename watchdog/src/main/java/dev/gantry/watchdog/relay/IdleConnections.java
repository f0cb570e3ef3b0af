package dev.gantry.watchdog.relay;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** Connections that wait for their next request; the one used last is used first. Thread-safe. */
final class IdleConnections {

  private final int most;

  /** Guarded by this. */
  private final ArrayDeque<TimedConnection> idle = new ArrayDeque<>();

  IdleConnections(int most) {
    this.most = most;
  }

  synchronized @Nullable TimedConnection take() {
    return idle.pollFirst();
  }

  /** Keeps one; false if there are enough. */
  synchronized boolean put(TimedConnection connection) {
    if (idle.size() >= most) {
      return false;
    }
    idle.addFirst(connection);
    return true;
  }

  synchronized void remove(TimedConnection connection) {
    idle.remove(connection);
  }
}
