package dev.gantry.gateway.edge;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameListener;
import io.netty.handler.codec.http2.Http2FrameListenerDecorator;
import io.netty.handler.codec.http2.Http2Headers;

/** Resets streams with more than one {@code host}: Vert.x takes one of them and hides the rest. */
final class Http2HostCheck extends Http2FrameListenerDecorator {

  Http2HostCheck(Http2FrameListener next) {
    super(next);
  }

  @Override
  public void onHeadersRead(
      ChannelHandlerContext ctx, int stream, Http2Headers headers, int padding, boolean end)
      throws Http2Exception {
    check(stream, headers);
    super.onHeadersRead(ctx, stream, headers, padding, end);
  }

  @Override
  public void onHeadersRead(
      ChannelHandlerContext ctx,
      int stream,
      Http2Headers headers,
      int dependency,
      short weight,
      boolean exclusive,
      int padding,
      boolean end)
      throws Http2Exception {
    check(stream, headers);
    super.onHeadersRead(ctx, stream, headers, dependency, weight, exclusive, padding, end);
  }

  private static void check(int stream, Http2Headers headers) throws Http2Exception {
    if (headers.getAll(HttpHeaderNames.HOST).size() > 1) {
      throw Http2Exception.streamError(stream, Http2Error.PROTOCOL_ERROR, "more than one host");
    }
  }
}
