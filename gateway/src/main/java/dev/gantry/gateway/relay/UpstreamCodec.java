package dev.gantry.gateway.relay;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpHeadersFactory;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpStatusClass;
import io.vertx.core.http.impl.headers.Http1xHeaders;

/** HTTP/1 on a connection to a replica, with the fields in the form that the client's side has. */
final class UpstreamCodec {

  private static final int HEAD_MAX = 1 << 20;
  private static final int CHUNK_MAX = 64 << 10;

  /** Refuses what is no field by an exception, which makes a failed answer of it. */
  private static final HttpHeadersFactory FIELDS =
      new HttpHeadersFactory() {
        @Override
        public HttpHeaders newHeaders() {
          return Http1xHeaders.httpHeaders();
        }

        @Override
        public HttpHeaders newEmptyHeaders() {
          return Http1xHeaders.httpHeaders();
        }
      };

  private UpstreamCodec() {}

  /** Writes requests. */
  static final class Requests extends HttpRequestEncoder {
    @Override
    protected void encodeHeaders(HttpHeaders headers, ByteBuf buffer) {
      if (headers instanceof Http1xHeaders fields) {
        fields.encode(buffer, false);
      } else {
        super.encodeHeaders(headers, buffer);
      }
    }
  }

  /**
   * Reads answers. It keeps an incomplete head to itself, so whether an answer had begun when the
   * connection broke is only seen here.
   */
  static final class Answers extends HttpResponseDecoder {

    private boolean begun;
    private boolean toHead;

    Answers() {
      super(
          new HttpDecoderConfig()
              .setMaxInitialLineLength(CHUNK_MAX)
              .setMaxHeaderSize(HEAD_MAX)
              .setMaxChunkSize(CHUNK_MAX)
              .setHeadersFactory(FIELDS)
              .setTrailersFactory(FIELDS));
    }

    /**
     * Prepares for the answer to one request.
     *
     * @param head whether it is a HEAD, whose answer has no body whatever it says
     */
    void expect(boolean head) {
      begun = false;
      toHead = head;
    }

    /** Whether a byte came back since. */
    boolean isBegun() {
      return begun;
    }

    /** Whether bytes are kept that are no whole part of an answer yet. */
    boolean hasMore() {
      return actualReadableBytes() > 0;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
      begun = true;
      super.channelRead(context, message);
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
      boolean interim =
          message instanceof HttpResponse response
              && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
      return toHead || interim || super.isContentAlwaysEmpty(message);
    }
  }
}
