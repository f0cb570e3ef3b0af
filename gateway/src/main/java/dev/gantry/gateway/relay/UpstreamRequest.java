package dev.gantry.gateway.relay;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.impl.headers.Http1xHeaders;
import io.vertx.core.internal.buffer.BufferInternal;

/**
 * The request of one try, written as its body comes. Everything is flushed at once; a request that
 * is there whole is one write. A write that fails shows on the connection, not here.
 */
@SuppressWarnings("FutureReturnValueIgnored") // written without a promise of its own
final class UpstreamRequest {

  private final Upstream upstream;
  private final Channel channel;
  private final HttpMethod method;
  private final String target;
  private final Http1xHeaders headers = Http1xHeaders.httpHeaders();
  private boolean headWritten;

  UpstreamRequest(Upstream upstream, Channel channel, HttpMethod method, String target) {
    this.upstream = upstream;
    this.channel = channel;
    this.method = method;
    this.target = target;
  }

  /** The fields of the head, to be filled before anything is written. */
  Http1xHeaders headers() {
    return headers;
  }

  /** The body's length is not in the head. */
  void setChunked() {
    headers.set(HttpHeaders.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
  }

  /** Run each time the connection takes more, after it was {@linkplain #isFull full}. */
  void whenDrained(Runnable resume) {
    upstream.whenDrained(resume);
  }

  /** Whether what is written waits in memory. */
  boolean isFull() {
    return !channel.isWritable();
  }

  void writeHead() {
    head();
    channel.flush();
  }

  void write(Buffer chunk) {
    if (!headWritten) {
      head();
    }
    channel.writeAndFlush(new DefaultHttpContent(bytes(chunk)), channel.voidPromise());
  }

  void end() {
    if (headWritten) {
      channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT, channel.voidPromise());
    } else {
      whole(Unpooled.EMPTY_BUFFER);
    }
  }

  /** Writes the whole request with its whole body. */
  void end(Buffer body) {
    whole(bytes(body));
  }

  private void head() {
    headWritten = true;
    channel.write(
        new DefaultHttpRequest(HttpVersion.HTTP_1_1, method.toNetty(), target, headers),
        channel.voidPromise());
  }

  private void whole(ByteBuf body) {
    headWritten = true;
    channel.writeAndFlush(
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1,
            method.toNetty(),
            target,
            body,
            headers,
            EmptyHttpHeaders.INSTANCE),
        channel.voidPromise());
  }

  private static ByteBuf bytes(Buffer buffer) {
    return ((BufferInternal) buffer).getByteBuf();
  }
}
