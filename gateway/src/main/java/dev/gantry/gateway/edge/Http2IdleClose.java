package dev.gantry.gateway.edge;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Closes an HTTP/2 connection that has had no stream for a while; it says goodbye first. */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write or close ends the connection anyway
final class Http2IdleClose extends IdleStateHandler {

  Http2IdleClose(Duration limit) {
    super(0, 0, limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  protected void channelIdle(ChannelHandlerContext ctx, IdleStateEvent event) {
    Http2ConnectionHandler codec = ctx.pipeline().get(Http2ConnectionHandler.class);
    if (codec == null || codec.connection().numActiveStreams() == 0) {
      ctx.channel().close();
    }
  }
}
