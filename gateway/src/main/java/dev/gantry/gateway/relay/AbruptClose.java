package dev.gantry.gateway.relay;

import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.UnpooledHttpClientConnection;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Closes connections at once. Vert.x' own close waits until the peer has taken what was written,
 * which one that does not read never does. So the close begins below Vert.x, at the socket's end of
 * the pipeline. This is the one place that reaches into Vert.x.
 */
final class AbruptClose {

  private AbruptClose() {}

  static void of(HttpClientConnection connection) {
    close(base(connection));
  }

  static void of(HttpConnection connection) {
    close((ConnectionBase) connection);
  }

  static void of(NetSocket socket) {
    close((ConnectionBase) socket);
  }

  /** The connection that a client's connection stands for. */
  static ConnectionBase base(HttpClientConnection connection) {
    return (ConnectionBase) ((UnpooledHttpClientConnection) connection).unwrap();
  }

  @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for it
  private static void close(ConnectionBase connection) {
    ChannelHandlerContext first = connection.channel().pipeline().firstContext();
    if (first != null) {
      first.close();
    }
  }
}
