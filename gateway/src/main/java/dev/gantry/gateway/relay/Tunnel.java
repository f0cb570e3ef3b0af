package dev.gantry.gateway.relay;

import io.vertx.core.net.NetSocket;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Carries bytes both ways between a client and a replica that agreed on another protocol. When one
 * side closes, the other is closed; when nothing passes for as long as a call may take, both are.
 */
final class Tunnel {

  private final Relay relay;
  private final NetSocket replica;
  private final Duration idleLimit;
  private final Runnable ended;
  private @Nullable NetSocket client;
  private long lastPassed = System.nanoTime();
  private long timer = -1;
  private boolean over;

  /**
   * @param ended told once, when both sides are closed or closing
   */
  Tunnel(Relay relay, NetSocket replica, Duration idleLimit, Runnable ended) {
    this.relay = relay;
    this.replica = replica;
    this.idleLimit = idleLimit;
    this.ended = ended;
    replica.pause();
  }

  /**
   * Begins to carry.
   *
   * @param socket the client's side; null when it is gone already
   */
  void begin(@Nullable NetSocket socket) {
    if (socket == null) {
      end();
      return;
    }
    client = socket;
    pass(socket, replica);
    pass(replica, socket);
    watch();
    replica.resume();
  }

  private void pass(NetSocket from, NetSocket to) {
    from.handler(
        bytes -> {
          lastPassed = System.nanoTime();
          to.write(bytes);
          if (to.writeQueueFull()) {
            from.pause();
            to.drainHandler(drained -> from.resume());
          }
        });
    from.exceptionHandler(broken -> end());
    from.closeHandler(closed -> end());
  }

  private void watch() {
    long left = idleLimit.toNanos() - (System.nanoTime() - lastPassed);
    if (left <= 0) {
      end();
    } else {
      timer = relay.timer(left / 1_000_000 + 1, this::watch);
    }
  }

  private void end() {
    if (over) {
      return;
    }
    over = true;
    relay.cancel(timer);
    replica.close();
    NetSocket socket = client;
    if (socket != null) {
      socket.close();
    }
    ended.run();
  }
}
