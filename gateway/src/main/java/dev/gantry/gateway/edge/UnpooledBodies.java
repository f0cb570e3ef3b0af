package dev.gantry.gateway.edge;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpContent;

/**
 * Copies the bodies of requests out of pooled memory, just before Vert.x.
 *
 * <p>Vert.x queues what arrives on a connection that waits, a pipelined request for one, and never
 * releases what is still queued when the connection closes. A client could use up the pool that
 * way. Vert.x would make the same copy itself, only later.
 */
@Sharable
final class UnpooledBodies extends ChannelInboundHandlerAdapter {

  private static final UnpooledBodies INSTANCE = new UnpooledBodies();
  private static final String VERTX = "handler";

  private UnpooledBodies() {}

  /** Puts it into the pipeline of an HTTP/1 connection. */
  static void addTo(ChannelPipeline pipeline) {
    pipeline.addBefore(VERTX, "unpooledBodies", INSTANCE);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (message instanceof HttpContent content && content.content().isReadable()) {
      ctx.fireChannelRead(copy(content));
    } else {
      ctx.fireChannelRead(message);
    }
  }

  private static HttpContent copy(HttpContent content) {
    try {
      ByteBuf bytes = Unpooled.wrappedBuffer(ByteBufUtil.getBytes(content.content()));
      HttpContent copy = content.replace(bytes);
      copy.setDecoderResult(content.decoderResult());
      return copy;
    } finally {
      content.release();
    }
  }
}
