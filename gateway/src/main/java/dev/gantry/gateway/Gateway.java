package dev.gantry.gateway;

import dev.gantry.gateway.admin.RestApi;
import dev.gantry.gateway.admin.RestSettings;
import dev.gantry.gateway.auth.Guard;
import dev.gantry.gateway.auth.SharedKey;
import dev.gantry.gateway.edge.Edge;
import dev.gantry.gateway.edge.EdgeParts;
import dev.gantry.gateway.endpoint.Endpoint;
import dev.gantry.gateway.live.LiveFeed;
import dev.gantry.gateway.live.OtherGateways;
import dev.gantry.gateway.live.WatchedByTwo;
import dev.gantry.gateway.metrics.CallMeters;
import dev.gantry.gateway.metrics.MetricsEndpoint;
import dev.gantry.gateway.metrics.PrometheusMeters;
import dev.gantry.gateway.peer.PeerExchange;
import dev.gantry.gateway.relay.RelaySettings;
import dev.gantry.gateway.replica.ReplicaTable;
import dev.gantry.gateway.scale.Fleet;
import dev.gantry.gateway.scale.Scaling;
import dev.gantry.provider.FunctionProvider;
import dev.gantry.provider.ReplicaWatcher;
import dev.gantry.provider.Subscription;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A running gateway: its listeners, its replica table and its REST API over one provider.
 *
 * <p>Thread-safe. Closed by who started it; the provider stays open.
 */
public final class Gateway implements AutoCloseable {

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(3);

  /** After which a followed log ends and is asked for again. */
  private static final Duration LOG_LIMIT = Duration.ofHours(1);

  private final Edge edge;
  private final Subscription subscription;
  private final Scaling scaling;
  private final Optional<PeerExchange> peers;
  private final LiveFeed feed;

  private Gateway(
      Edge edge,
      Subscription subscription,
      Scaling scaling,
      Optional<PeerExchange> peers,
      LiveFeed feed) {
    this.edge = edge;
    this.subscription = subscription;
    this.scaling = scaling;
    this.peers = peers;
    this.feed = feed;
  }

  /**
   * Watches the provider and starts listening. Blocks until the listeners are bound.
   *
   * @throws IOException if an address cannot be bound or a TLS file cannot be read; the message
   *     says which
   */
  public static Gateway start(GatewaySettings settings, FunctionProvider provider)
      throws IOException {
    return start(settings, provider, Map.of());
  }

  /**
   * The same with a portal.
   *
   * @param portal its files by name, served below {@code /ui/}
   */
  public static Gateway start(
      GatewaySettings settings, FunctionProvider provider, Map<String, byte[]> portal)
      throws IOException {
    PrometheusMeters meters = new PrometheusMeters(settings.version());
    RestSettings rest =
        new RestSettings(settings.defaultNamespace(), settings.version(), LOG_LIMIT, portal);
    Guard guard = guard(settings);
    Optional<PeerExchange> peers = peers(settings, provider, meters);
    Fleet fleet = peers.<Fleet>map(exchange -> exchange).orElse(Fleet.ALONE);
    Scaling scaling = new Scaling(provider, meters, fleet, settings.scaling(), Clock.systemUTC());
    CallMeters shown = peers.map(PeerExchange::summed).orElse(meters);
    LiveFeed feed =
        new LiveFeed(
            meters, peers.<OtherGateways>map(exchange -> exchange).orElse(OtherGateways.NONE));
    Endpoint api = new RestApi(provider, shown, scaling, feed, guard, rest);
    peers.ifPresent(exchange -> meters.gateways(() -> exchange.count() + 1, exchange::acts));
    Endpoint metrics = new MetricsEndpoint(meters);
    return start(settings, provider, meters, scaling, peers, feed, guard, api, metrics);
  }

  /** Starts a gateway around parts that are made elsewhere. */
  static Gateway start(
      GatewaySettings settings,
      FunctionProvider provider,
      CallMeters meters,
      Scaling scaling,
      Guard guard,
      Endpoint api,
      Endpoint metrics)
      throws IOException {
    LiveFeed feed = new LiveFeed(meters, OtherGateways.NONE);
    return start(settings, provider, meters, scaling, Optional.empty(), feed, guard, api, metrics);
  }

  private static Gateway start(
      GatewaySettings settings,
      FunctionProvider provider,
      CallMeters meters,
      Scaling scaling,
      Optional<PeerExchange> peers,
      LiveFeed feed,
      Guard guard,
      Endpoint api,
      Endpoint metrics)
      throws IOException {
    ReplicaTable table =
        new ReplicaTable(
            scaling::wake,
            meters,
            settings.defaultNamespace(),
            task -> Thread.ofVirtual().name("wake").start(task));
    ReplicaWatcher everywhere =
        peers.<ReplicaWatcher>map(exchange -> exchange.watching(table)).orElse(table);
    Subscription subscription =
        provider.watch(new WatchedByTwo(scaling.watching(everywhere), feed));
    feed.start();
    try {
      Edge edge =
          Edge.open(
              new EdgeParts(
                  settings.listen(),
                  settings.metricsListen(),
                  settings.functionListen(),
                  settings.tls(),
                  table,
                  relay(settings, guard),
                  api,
                  peers
                      .map(exchange -> exchange.answering(table, scaling, metrics))
                      .orElse(metrics)));
      peers.ifPresent(exchange -> exchange.start(table));
      scaling.start();
      return new Gateway(edge, subscription, scaling, peers, feed);
    } catch (IOException | RuntimeException e) {
      scaling.close();
      feed.close();
      subscription.close();
      peers.ifPresent(PeerExchange::close);
      throw e;
    }
  }

  /** Where the public listener is, with its real port. */
  public InetSocketAddress address() {
    return edge.address();
  }

  /** Where metrics are, with the real port. */
  public InetSocketAddress metricsAddress() {
    return edge.metricsAddress();
  }

  /** Where functions alone are, when they have a listener of their own. */
  public Optional<InetSocketAddress> functionAddress() {
    return edge.functionAddress();
  }

  /**
   * Takes no new connection and no further request, and waits for calls that run.
   *
   * @return whether all ended in time
   */
  public boolean drain(Duration limit) throws InterruptedException {
    return edge.drain(limit);
  }

  /** Ends everything at once. Idempotent. */
  @Override
  public void close() {
    scaling.close();
    edge.close();
    feed.close();
    subscription.close();
    peers.ifPresent(PeerExchange::close);
  }

  /** Gateways without credentials have no key in common, and each is alone. */
  private static Optional<PeerExchange> peers(
      GatewaySettings settings, FunctionProvider provider, CallMeters meters) {
    Optional<SharedKey> key =
        settings.credentials().map(known -> new SharedKey("peer", known.user(), known.password()));
    int port = settings.metricsListen().getPort();
    return provider
        .peers()
        .flatMap(
            directory ->
                key.map(
                    shared ->
                        new PeerExchange(directory, shared, port, meters, Clock.systemUTC())));
  }

  private static Guard guard(GatewaySettings settings) {
    return settings
        .credentials()
        .map(known -> Guard.withCredentials(known.user(), known.password(), Clock.systemUTC()))
        .orElseGet(Guard::loopbackOnly);
  }

  private static RelaySettings relay(GatewaySettings settings, Guard guard) {
    String version = settings.version().release();
    return new RelaySettings(
        "gantry/" + version,
        "gantry-gateway/" + version,
        settings.defaultNamespace(),
        settings.upstreamTimeout(),
        CONNECT_LIMIT,
        guard::isOwn);
  }
}
