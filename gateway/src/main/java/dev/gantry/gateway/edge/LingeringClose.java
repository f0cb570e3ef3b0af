package dev.gantry.gateway.edge;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection whose client may still be sending, so that it can read the answer it got.
 *
 * <p>A socket closed with unread input is reset, and a reset throws away what the client has not
 * read yet. So the sending side is closed first, input is read and dropped for a moment, then the
 * rest is closed (RFC 9112, 9.6).
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write or close ends the connection anyway
final class LingeringClose {

  private static final Duration LIMIT = Duration.ofSeconds(2);

  private LingeringClose() {}

  /**
   * Starts it; whoever called drops the input that still comes. Completes the promise at the end.
   */
  static void begin(ChannelHandlerContext ctx, ChannelPromise promise) {
    var limit =
        ctx.executor().schedule(() -> ctx.close(promise), LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    ctx.channel()
        .closeFuture()
        .addListener(
            closed -> {
              limit.cancel(false);
              promise.trySuccess();
            });
    ctx.channel().config().setAutoRead(true);
    ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(flushed -> endOutput(ctx));
  }

  private static void endOutput(ChannelHandlerContext ctx) {
    SslHandler tls = ctx.pipeline().get(SslHandler.class);
    if (tls != null) {
      tls.closeOutbound().addListener(sent -> shutdown(ctx));
    } else {
      shutdown(ctx);
    }
  }

  private static void shutdown(ChannelHandlerContext ctx) {
    if (ctx.channel() instanceof DuplexChannel channel && channel.isActive()) {
      channel.shutdownOutput();
    }
  }
}
