package dev.gantry.gateway.relay;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.core.net.impl.VertxHandler;
import io.vertx.core.net.impl.tcp.NetSocketImpl;

/**
 * A connection below Vert.x; the one place of this package that reaches there. For its event loop.
 *
 * <p>Vert.x' own close waits until the peer has taken what was written, which one that does not
 * read never does. And what Vert.x has queued of a paused stream is lost when the peer closes, even
 * if it is the whole rest of an answer; so what is paused here is the reading of the socket.
 *
 * @param channel the connection
 */
record RawChannel(Channel channel) {

  static RawChannel of(HttpConnection connection) {
    return new RawChannel(((ConnectionBase) connection).channel());
  }

  /** Puts a socket of Vert.x behind all handlers, which gets what they let through as bytes. */
  NetSocket addNetSocket(ContextInternal context) {
    VertxHandler<NetSocketImpl> handler =
        VertxHandler.create(
            handled -> new NetSocketImpl(context, handled, null, null, null, false));
    channel.pipeline().addLast("handler", handler);
    return handler.getConnection();
  }

  /** Reads nothing more from the socket, not even its end. */
  void pauseReading() {
    channel.config().setAutoRead(false);
  }

  void resumeReading() {
    channel.config().setAutoRead(true);
  }

  /** Closes it, whatever the peer has not read yet. */
  @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for it
  void closeAtOnce() {
    ChannelHandlerContext first = channel.pipeline().firstContext();
    if (first != null) {
      first.close();
    }
  }
}
