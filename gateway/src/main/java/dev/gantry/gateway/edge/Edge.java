package dev.gantry.gateway.edge;

import dev.gantry.gateway.GatewaySettings.TlsFiles;
import dev.gantry.gateway.endpoint.Endpoint;
import dev.gantry.gateway.endpoint.EndpointRequest;
import dev.gantry.gateway.endpoint.EndpointResponse;
import dev.gantry.gateway.relay.AnswerFilter;
import dev.gantry.gateway.relay.Relay;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The listeners and the event loops below them. Thread-safe; every method blocks. */
public final class Edge implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Edge.class);

  /** On a listener that serves the portal too, functions may not act as the portal. */
  private static final AnswerFilter SHARED =
      (request, status, headers) -> AnswerProtection.protect(headers);

  private static final Endpoint FUNCTIONS_ONLY =
      new Endpoint() {
        @Override
        public EndpointResponse answer(EndpointRequest request) {
          return EndpointResponse.text(404, "here are functions only");
        }

        @Override
        public boolean readsBody(EndpointRequest head) {
          return false;
        }
      };

  private static final int CHUNK_MAX = 64 << 10;

  /** Which of the listeners is that of metrics. */
  private static final int METRICS = 1;

  /** Connections of a burst that may wait to be accepted. */
  private static final int BACKLOG = 4096;

  private final Vertx vertx;
  private final EndpointRunner endpoints = new EndpointRunner();
  private final List<Listener> listeners = new ArrayList<>();

  private @Nullable TlsReload reload;

  private Edge(Vertx vertx) {
    this.vertx = vertx;
  }

  /**
   * Opens every listener.
   *
   * @throws IOException if one cannot be bound; the message names the address
   */
  public static Edge open(EdgeParts parts) throws IOException {
    Vertx vertx = Vertx.vertx(options());
    if (!vertx.isNativeTransportEnabled()) {
      LOG.atInfo()
          .addKeyValue("reason", vertx.unavailableNativeTransportCause())
          .log("native transport cannot be used, so sockets are those of Java");
    }
    Edge edge = new Edge(vertx);
    try {
      edge.listen(parts);
      return edge;
    } catch (IOException | RuntimeException e) {
      edge.close();
      throw e;
    }
  }

  /** Where the public listener is. */
  public InetSocketAddress address() {
    return listeners.get(0).address();
  }

  /** Where metrics are. */
  public InetSocketAddress metricsAddress() {
    return listeners.get(METRICS).address();
  }

  /** Where functions alone are. */
  public Optional<InetSocketAddress> functionAddress() {
    return listeners.size() > 2 ? Optional.of(listeners.get(2).address()) : Optional.empty();
  }

  /**
   * Takes no new connection, and closes each as soon as what runs on it is answered. The listener
   * of metrics goes on, so that peers hear of the calls that are still running.
   *
   * @return whether all were closed in time
   */
  public boolean drain(Duration limit) throws InterruptedException {
    endpoints.interruptStreams();
    List<Future<Void>> closing = new ArrayList<>();
    long begun = System.nanoTime();
    for (Listener listener : listeners) {
      if (!listener.equals(listeners.get(METRICS))) {
        closing.addAll(listener.shutdown(limit));
      }
    }
    await(Future.join(closing), limit.plusSeconds(1));
    return System.nanoTime() - begun < limit.toNanos();
  }

  /** Ends everything at once. */
  @Override
  public void close() {
    TlsReload reloading = reload;
    if (reloading != null) {
      reloading.close();
    }
    try {
      await(vertx.close(), Duration.ofSeconds(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void await(Future<?> future, Duration limit) throws InterruptedException {
    try {
      future.toCompletionStage().toCompletableFuture().get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      // Closing goes on by itself; there is nobody to tell.
      return;
    }
  }

  /** As many event loops as there are processors, and no files. */
  private static VertxOptions options() {
    return new VertxOptions()
        .setPreferNativeTransport(true)
        .setDisableTCCL(true)
        .setEventLoopPoolSize(loops())
        .setFileSystemOptions(
            new FileSystemOptions()
                .setFileCachingEnabled(false)
                .setClassPathResolvingEnabled(false));
  }

  private static int loops() {
    return Runtime.getRuntime().availableProcessors();
  }

  private void listen(EdgeParts parts) throws IOException {
    Optional<TlsIdentity> tls = identity(parts.tls());
    listeners.add(
        open(parts.listen(), tls, loops(), context -> calls(context, parts, SHARED, parts.api())));
    listeners.add(open(parts.metricsListen(), Optional.empty(), 1, context -> metrics(parts)));
    if (parts.functionListen().isPresent()) {
      listeners.add(
          open(
              parts.functionListen().get(),
              tls,
              loops(),
              context -> calls(context, parts, AnswerFilter.NONE, FUNCTIONS_ONLY)));
    }
    if (tls.isPresent() && parts.tls().isPresent()) {
      List<HttpServer> servers = new ArrayList<>(listeners.getFirst().servers());
      listeners.stream().skip(2).forEach(listener -> servers.addAll(listener.servers()));
      reload = TlsReload.start(parts.tls().get(), tls.get(), servers, TlsReload.STEP);
    }
  }

  private Listener open(
      InetSocketAddress address,
      Optional<TlsIdentity> tls,
      int loops,
      Function<Context, Handler<HttpServerRequest>> handlers)
      throws IOException {
    HttpServerOptions options =
        ListenerGuard.options(address, ConnectionLimits.DEFAULT)
            .setAcceptBacklog(BACKLOG)
            .setMaxChunkSize(CHUNK_MAX)
            .setPerMessageWebSocketCompressionSupported(false)
            .setPerFrameWebSocketCompressionSupported(false)
            .setStrictThreadMode(true);
    tls.ifPresent(identity -> identity.addTo(options));
    return Listener.open(vertx, address, options, loops, handlers);
  }

  private Dispatcher calls(Context context, EdgeParts parts, AnswerFilter filter, Endpoint other) {
    Relay relay = new Relay(context, parts.table(), parts.relay(), filter);
    return new Dispatcher(relay, endpoints, other, filter.equals(SHARED));
  }

  private Dispatcher metrics(EdgeParts parts) {
    return new Dispatcher(null, endpoints, parts.metrics(), false);
  }

  private static Optional<TlsIdentity> identity(Optional<TlsFiles> files) throws IOException {
    return files.isPresent() ? Optional.of(TlsIdentity.load(files.get())) : Optional.empty();
  }
}
