package dev.gantry.gateway.edge;

import dev.gantry.gateway.endpoint.Endpoint;
import dev.gantry.gateway.endpoint.EndpointResponse;
import dev.gantry.gateway.relay.Relay;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The listeners and the event loops below them. Thread-safe; every method blocks. */
public final class Edge implements AutoCloseable {

  private static final int HEAD_MAX = 1 << 20;
  private static final int LINE_MAX = 64 << 10;
  private static final int CHUNK_MAX = 64 << 10;

  private final Vertx vertx;
  private final EndpointRunner endpoints = new EndpointRunner();
  private final List<Listener> listeners = new ArrayList<>();

  private Edge(Vertx vertx) {
    this.vertx = vertx;
  }

  /**
   * Opens every listener.
   *
   * @throws IOException if one cannot be bound; the message names the address
   */
  public static Edge open(EdgeParts parts) throws IOException {
    Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
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
    return listeners.get(1).address();
  }

  /** Where functions alone are. */
  public Optional<InetSocketAddress> functionAddress() {
    return listeners.size() > 2 ? Optional.of(listeners.get(2).address()) : Optional.empty();
  }

  /**
   * Takes no new connection, and closes each as soon as what runs on it is answered.
   *
   * @return whether all were closed in time
   */
  public boolean drain(Duration limit) throws InterruptedException {
    endpoints.interruptStreams();
    List<Future<Void>> closing = new ArrayList<>();
    long begun = System.nanoTime();
    listeners.forEach(listener -> closing.addAll(listener.shutdown(limit)));
    await(Future.join(closing), limit.plusSeconds(1));
    return System.nanoTime() - begun < limit.toNanos();
  }

  /** Ends everything at once. */
  @Override
  public void close() {
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

  private void listen(EdgeParts parts) throws IOException {
    int loops = Runtime.getRuntime().availableProcessors();
    listeners.add(
        Listener.open(
            vertx,
            parts.listen(),
            options(),
            loops,
            context -> calls(context, parts, parts.api())));
    listeners.add(
        Listener.open(
            vertx,
            parts.metricsListen(),
            options(),
            1,
            context -> new Dispatcher(null, endpoints, parts.metrics())));
    if (parts.functionListen().isPresent()) {
      listeners.add(
          Listener.open(
              vertx,
              parts.functionListen().get(),
              options(),
              loops,
              context -> calls(context, parts, Edge::nothingHere)));
    }
  }

  private Dispatcher calls(Context context, EdgeParts parts, Endpoint other) {
    Relay relay = new Relay(vertx, context, parts.table(), parts.relay());
    return new Dispatcher(relay, endpoints, other);
  }

  private static EndpointResponse nothingHere(Object request) {
    return new EndpointResponse.Whole(
        404,
        Map.of("Content-Type", "application/problem+json"),
        Problems.body(404, "Not Found", "only functions are here")
            .getBytes(StandardCharsets.UTF_8));
  }

  private static HttpServerOptions options() {
    return new HttpServerOptions()
        .setMaxHeaderSize(HEAD_MAX)
        .setMaxInitialLineLength(LINE_MAX)
        .setMaxChunkSize(CHUNK_MAX)
        .setHttp2ClearTextEnabled(false)
        .setTcpNoDelay(true)
        .setStrictThreadMode(true);
  }
}
