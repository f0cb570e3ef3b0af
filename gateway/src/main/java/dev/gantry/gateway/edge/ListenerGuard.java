package dev.gantry.gateway.edge;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.vertx.core.Handler;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.http.impl.http1.Http1ServerConnection;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets a listener up so that only unambiguous requests reach its handler, and slow or abusive
 * clients hold nothing for long.
 *
 * <p>First {@link #options}, then perhaps {@link TlsIdentity#addTo}, then {@link #install} on the
 * server made from them, then listen.
 */
final class ListenerGuard {

  private static final Logger LOG = LoggerFactory.getLogger(ListenerGuard.class);

  /** Netty counts a line and its fields apart; the guard must be the first to refuse. */
  private static final int DECODER_SLACK = 1024;

  private static final int HTTP2_STREAMS = 128;
  private static final int HTTP2_RESETS = 200;
  private static final int HTTP2_RESET_SECONDS = 30;
  private static final int HTTP2_WINDOW = 256 << 10;
  private static final int HTTP2_CONNECTION_WINDOW = 1 << 20;

  private ListenerGuard() {}

  /** Options of a plain listener: HTTP/1 only, because HTTP/2 without TLS would pass the guard. */
  static HttpServerOptions options(InetSocketAddress address, ConnectionLimits limits) {
    int size = limits.headOctets() + DECODER_SLACK;
    return new HttpServerOptions()
        .setHost(address.getHostString())
        .setPort(address.getPort())
        .setHttp2ClearTextEnabled(false)
        .setAlpnVersions(List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1))
        .setMaxInitialLineLength(size)
        .setMaxHeaderSize(size)
        .setInitialSettings(
            new Http2Settings()
                .setMaxConcurrentStreams(HTTP2_STREAMS)
                .setMaxHeaderListSize(limits.headOctets())
                .setInitialWindowSize(HTTP2_WINDOW))
        .setHttp2ConnectionWindowSize(HTTP2_CONNECTION_WINDOW)
        .setHttp2RstFloodMaxRstFramePerWindow(HTTP2_RESETS)
        .setHttp2RstFloodWindowDuration(HTTP2_RESET_SECONDS)
        .setHttp2RstFloodWindowDurationTimeUnit(TimeUnit.SECONDS);
  }

  /**
   * Gives a server its handlers. It must not listen yet, and its connection, invalid-request and
   * exception handlers must not be set again.
   *
   * @param connected told of each connection once it is guarded
   * @param handler gets the requests
   */
  static HttpServer install(
      HttpServer server,
      ConnectionLimits limits,
      Consumer<HttpConnection> connected,
      Handler<HttpServerRequest> handler) {
    return server
        .connectionHandler(
            connection -> {
              if (protect(connection, limits)) {
                connected.accept(connection);
              }
            })
        .invalidRequestHandler(RefusalAnswer::answer)
        .exceptionHandler(
            failure -> LOG.atDebug().addKeyValue("reason", failure).log("connection failed"))
        .requestHandler(request -> pass(request, handler));
  }

  private static void pass(HttpServerRequest request, Handler<HttpServerRequest> handler) {
    boolean http2 = request.version() == HttpVersion.HTTP_2;
    if (!http2 && AnswerWatch.saidLast(channel(request.connection()))) {
      request.connection().close();
      return;
    }
    RefusedRequest refusal = http2 ? Http2Rules.violation(request) : null;
    if (refusal == null) {
      handler.handle(request);
    } else {
      RefusalAnswer.answer(request, refusal);
    }
  }

  /** A connection that cannot be guarded is closed: better no service than an open door. */
  @SuppressWarnings("FutureReturnValueIgnored") // there is nobody to tell
  private static boolean protect(HttpConnection connection, ConnectionLimits limits) {
    ChannelPipeline pipeline = channel(connection).pipeline();
    try {
      if (connection instanceof Http1ServerConnection) {
        RequestGuard.install(pipeline, limits);
      } else {
        guardHttp2(pipeline, limits);
      }
      return true;
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).log("connection cannot be guarded");
      pipeline.channel().close();
      return false;
    }
  }

  private static Channel channel(HttpConnection connection) {
    return ((HttpServerConnection) connection).channelHandlerContext().channel();
  }

  private static void guardHttp2(ChannelPipeline pipeline, ConnectionLimits limits) {
    var context = pipeline.context(Http2ConnectionHandler.class);
    var decoder = ((Http2ConnectionHandler) context.handler()).decoder();
    decoder.frameListener(new Http2HostCheck(decoder.frameListener()));
    pipeline.addBefore(context.name(), "idleClose", new Http2IdleClose(limits.idleTime()));
  }
}
