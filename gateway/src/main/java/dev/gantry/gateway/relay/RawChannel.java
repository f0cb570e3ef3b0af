package dev.gantry.gateway.relay;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.UnpooledHttpClientConnection;
import io.vertx.core.net.impl.ConnectionBase;

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

  static RawChannel of(HttpClientConnection connection) {
    UnpooledHttpClientConnection unpooled = (UnpooledHttpClientConnection) connection;
    return new RawChannel(((ConnectionBase) unpooled.unwrap()).channel());
  }

  static RawChannel of(HttpConnection connection) {
    return new RawChannel(((ConnectionBase) connection).channel());
  }

  /** Puts a handler in front of all others. */
  void addFirst(String name, ChannelHandler handler) {
    channel.pipeline().addFirst(name, handler);
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
