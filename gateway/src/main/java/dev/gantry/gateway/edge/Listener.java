package dev.gantry.gateway.edge;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One address that is listened on, by several event loops that share it. Thread-safe; binding and
 * closing block.
 */
public final class Listener {

  private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

  /** Makes the keys by which servers of one Vert.x share a free port. */
  private static final AtomicInteger KEYS = new AtomicInteger();

  private final List<HttpServer> servers = new CopyOnWriteArrayList<>();
  private volatile InetSocketAddress address;

  private Listener(InetSocketAddress address) {
    this.address = address;
  }

  /**
   * Listens.
   *
   * @param loops how many event loops share the address
   * @param handlers makes what takes the requests of one event loop; called on it
   * @throws IOException if the address cannot be bound; the message names it
   */
  static Listener open(
      Vertx vertx,
      InetSocketAddress address,
      HttpServerOptions options,
      int loops,
      Function<Context, Handler<HttpServerRequest>> handlers)
      throws IOException {
    Listener listener = new Listener(address);
    String host = address.getAddress().getHostAddress();
    SocketAddress shared =
        address.getPort() == 0
            ? SocketAddress.sharedRandomPort(KEYS.incrementAndGet(), host)
            : SocketAddress.inetSocketAddress(address.getPort(), host);
    for (int i = 0; i < loops; i++) {
      HttpServer server = listener.listen(vertx, shared, options, handlers);
      listener.servers.add(server);
      listener.address = new InetSocketAddress(address.getAddress(), server.actualPort());
    }
    return listener;
  }

  /** Where it listens, with the real port. */
  InetSocketAddress address() {
    return address;
  }

  /** What listens; all are up. */
  List<HttpServer> servers() {
    return servers;
  }

  /** Takes no connection any more, closes idle ones, and the others after their answer. */
  List<Future<Void>> shutdown(Duration limit) {
    List<Future<Void>> closing = new ArrayList<>();
    servers.forEach(server -> closing.add(server.shutdown(limit)));
    return closing;
  }

  private HttpServer listen(
      Vertx vertx,
      SocketAddress shared,
      HttpServerOptions options,
      Function<Context, Handler<HttpServerRequest>> handlers)
      throws IOException {
    AtomicReference<HttpServer> server = new AtomicReference<>();
    Deployable loop =
        context -> {
          HttpServer made =
              ListenerGuard.install(
                  vertx.createHttpServer(options),
                  ConnectionLimits.DEFAULT,
                  Listener::connected,
                  handlers.apply(context));
          server.set(made);
          return made.listen(shared);
        };
    try {
      vertx.deployVerticle(loop).toCompletionStage().toCompletableFuture().get();
      return requireNonNull(server.get());
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IOException("cannot listen on " + text() + ": " + cause.getMessage(), cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while binding " + text(), e);
    }
  }

  private static void connected(HttpConnection connection) {
    if (connection.protocolVersion() != HttpVersion.HTTP_2) {
      UnpooledBodies.addTo(((HttpServerConnection) connection).channelHandlerContext().pipeline());
    }
    connection.exceptionHandler(
        failure -> LOG.atDebug().addKeyValue("reason", failure).log("client's connection failed"));
  }

  private String text() {
    return address.getHostString() + ":" + address.getPort();
  }
}
