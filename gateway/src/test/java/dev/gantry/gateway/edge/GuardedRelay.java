package dev.gantry.gateway.edge;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.NetSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** The guard in front of the shortest relay that streams, cancels and switches protocols. */
final class GuardedRelay implements ServerUnderTest {

  private final RecordingReplica replica;
  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client = vertx.createHttpClient();
  private final HttpServer server;

  private GuardedRelay(
      RecordingReplica replica, ConnectionLimits limits, UnaryOperator<HttpServerOptions> options)
      throws Exception {
    this.replica = replica;
    var any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    server = vertx.createHttpServer(options.apply(ListenerGuard.options(any, limits)));
    ListenerGuard.install(server, limits, connection -> {}, this::relay);
    server.listen().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  static GuardedRelay start(ConnectionLimits limits) throws Exception {
    return new GuardedRelay(RecordingReplica.start(), limits, options -> options);
  }

  static GuardedRelay startTls(TlsIdentity identity) throws Exception {
    return new GuardedRelay(RecordingReplica.start(), ConnectionLimits.DEFAULT, identity::addTo);
  }

  /** The default limits with other times, for all but the one under test far away. */
  static ConnectionLimits limits(Duration head, Duration body, Duration idle) {
    return new ConnectionLimits(64 << 10, head, body, idle, Duration.ofMinutes(5));
  }

  HttpServer server() {
    return server;
  }

  @Override
  public InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.actualPort());
  }

  @Override
  public RecordingReplica replica() {
    return replica;
  }

  @Override
  public void close() throws IOException {
    vertx.close().toCompletionStage().toCompletableFuture().join();
    replica.close();
  }

  private void relay(HttpServerRequest request) {
    request.pause();
    var target =
        new RequestOptions()
            .setMethod(request.method())
            .setHost(replica.address().getHostString())
            .setPort(replica.address().getPort())
            .setURI(
                request.query() == null ? request.path() : request.path() + "?" + request.query());
    client
        .request(target)
        .onSuccess(upstream -> relay(request, upstream))
        .onFailure(failure -> refuse(request.response()));
  }

  private static void relay(HttpServerRequest request, HttpClientRequest upstream) {
    upstream.headers().setAll(request.headers());
    if (request.headers().contains("Upgrade")) {
      upstream.connect().onSuccess(answer -> tunnel(request, answer));
      return;
    }
    upstream.headers().remove("Connection");
    upstream
        .response()
        .onSuccess(answer -> answer(request, answer))
        .onFailure(failure -> refuse(request.response()));
    request.response().closeHandler(closed -> upstream.reset());
    request.pipe().endOnFailure(false).to(upstream).onFailure(failure -> upstream.reset());
  }

  private static void answer(HttpServerRequest request, HttpClientResponse answer) {
    HttpServerResponse response = request.response().setStatusCode(answer.statusCode());
    response.headers().setAll(answer.headers()).remove("Transfer-Encoding");
    response.setChunked(!answer.headers().contains("Content-Length"));
    answer.pipe().endOnFailure(false).to(response);
  }

  private static void tunnel(HttpServerRequest request, HttpClientResponse answer) {
    if (answer.statusCode() != 101) {
      answer(request, answer);
      request.resume();
      return;
    }
    request.response().headers().setAll(answer.headers());
    request.toNetSocket().onSuccess(socket -> join(socket, answer.netSocket()));
  }

  private static void join(NetSocket one, NetSocket other) {
    one.pipeTo(other);
    other.pipeTo(one);
  }

  /** Wrong on purpose when the client is to blame: the guard must not let it out. */
  private static void refuse(HttpServerResponse response) {
    if (!response.headWritten()) {
      response.setStatusCode(502).end("502");
    }
  }
}
