package dev.gantry.gateway.relay;

import io.vertx.core.net.NetSocket;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Carries bytes both ways between a client and a replica that agreed on another protocol. When one
 * side closes, the other is closed; when nothing passes for as long as a call may take, both are.
 */
final class Tunnel {

  private static final long NANOS_IN_MILLI = 1_000_000;

  /** How long a client may take to read what is left when the replica has closed. */
  private static final long FAREWELL_MILLIS = 2000;

  private final Relay relay;
  private final Upstream upstream;
  private final NetSocket replica;
  private final ClientSide client;
  private final Duration idleLimit;
  private final Runnable ended;
  private @Nullable NetSocket clientSocket;
  private long lastPassed = System.nanoTime();
  private long timer = -1;
  private boolean over;

  /**
   * @param upstream the connection to the replica
   * @param ended told once, when it is over
   */
  Tunnel(Relay relay, Upstream upstream, ClientSide client, Duration idleLimit, Runnable ended) {
    this.relay = relay;
    this.upstream = upstream;
    this.replica = upstream.toNetSocket(relay.context());
    this.client = client;
    this.idleLimit = idleLimit;
    this.ended = ended;
  }

  /** Sends the client the head that agrees, and begins to carry. */
  void begin() {
    upstream.channel().pauseReading();
    client
        .request()
        .toNetSocket()
        .onComplete(
            (socket, failure) -> {
              if (socket == null || over) {
                end();
              } else {
                carry(socket);
              }
            });
  }

  /** Closes both sides. */
  void end() {
    if (over) {
      return;
    }
    over = true;
    relay.cancel(timer);
    upstream.close();
    NetSocket socket = clientSocket;
    if (socket != null) {
      RawChannel channel = clientChannel();
      long atLast = relay.timer(FAREWELL_MILLIS, channel::closeAtOnce);
      channel.resumeReading();
      socket.close().onComplete(closed -> relay.cancel(atLast));
    }
    ended.run();
  }

  private void carry(NetSocket socket) {
    clientSocket = socket;
    pass(socket, clientChannel(), replica);
    pass(replica, upstream.channel(), socket);
    watch();
    replica.resume();
    upstream.channel().resumeReading();
  }

  private RawChannel clientChannel() {
    return RawChannel.of(client.request().connection());
  }

  private void pass(NetSocket from, RawChannel source, NetSocket to) {
    from.handler(
        bytes -> {
          lastPassed = System.nanoTime();
          to.write(bytes);
          if (to.writeQueueFull()) {
            source.pauseReading();
            to.drainHandler(drained -> source.resumeReading());
          }
        });
    from.exceptionHandler(broken -> end());
    from.closeHandler(closed -> end());
  }

  private void watch() {
    long left = TimeLimits.nanos(idleLimit) - (System.nanoTime() - lastPassed);
    if (left <= 0) {
      end();
    } else {
      timer = relay.timer(left / NANOS_IN_MILLI + 1, this::watch);
    }
  }
}
