package dev.gantry.gateway.relay;

import dev.gantry.gateway.replica.ReplicaSlot;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.vertx.core.http.HttpClientConnection;
import java.net.InetSocketAddress;

/** One connection to a replica. Used by one call at a time, on the event loop that made it. */
final class Upstream {

  private final ReplicaSlot replica;
  private final InetSocketAddress address;
  private final HttpClientConnection connection;
  private final RawChannel channel;
  private final AnswerWatch watch = new AnswerWatch();
  private int calls;
  private boolean closed;
  private long idleSince;

  Upstream(ReplicaSlot replica, InetSocketAddress address, HttpClientConnection connection) {
    this.replica = replica;
    this.address = address;
    this.connection = connection;
    this.channel = RawChannel.of(connection);
    channel.addFirst("answer-watch", watch);
  }

  ReplicaSlot replica() {
    return replica;
  }

  HttpClientConnection connection() {
    return connection;
  }

  RawChannel channel() {
    return channel;
  }

  /** Counts a call that is about to be written. */
  void begin() {
    calls++;
    watch.begun = false;
  }

  /** Whether it has carried a call before the present one. */
  boolean isReused() {
    return calls > 1;
  }

  /** Whether a byte came back since the present call began. */
  boolean answerBegun() {
    return watch.begun;
  }

  boolean isClosed() {
    return closed;
  }

  void markClosed() {
    closed = true;
  }

  void markIdle(long now) {
    idleSince = now;
  }

  /** Whether it may carry another call. */
  boolean isUsable(long now, long idleLimitNanos) {
    return !closed
        && now - idleSince < idleLimitNanos
        && !replica.isWithdrawn()
        && address.equals(replica.address());
  }

  /** Closes it at once, whatever the replica has not read yet. */
  void close() {
    closed = true;
    channel.closeAtOnce();
  }

  /**
   * The HTTP decoder keeps an incomplete head to itself, so whether an answer had begun when the
   * connection broke is only seen in front of it.
   */
  private static final class AnswerWatch extends ChannelInboundHandlerAdapter {

    private boolean begun;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      begun = true;
      context.fireChannelRead(message);
    }
  }
}
