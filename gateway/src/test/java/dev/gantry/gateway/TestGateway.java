package dev.gantry.gateway;

import dev.gantry.api.VersionInfo;
import dev.gantry.gateway.GatewaySettings.TlsFiles;
import dev.gantry.gateway.auth.Guard;
import dev.gantry.gateway.endpoint.Endpoint;
import dev.gantry.gateway.endpoint.EndpointResponse;
import dev.gantry.gateway.live.LiveFeed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A gateway on free loopback ports over a {@link FakeProvider}. */
public final class TestGateway implements AutoCloseable {

  final FakeProvider provider = new FakeProvider();
  final TestMeters meters = new TestMeters();
  final Gateway gateway;

  public TestGateway() throws IOException {
    this(TestGateway::path, Duration.ofSeconds(30));
  }

  public TestGateway(Endpoint api, Duration upstreamTimeout) throws IOException {
    this(api, upstreamTimeout, Optional.empty());
  }

  public TestGateway(Endpoint api, Duration upstreamTimeout, Optional<TlsFiles> tls)
      throws IOException {
    InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    GatewaySettings settings =
        new GatewaySettings(
            free,
            free,
            Optional.of(free),
            tls,
            Optional.empty(),
            "openfaas-fn",
            upstreamTimeout,
            new VersionInfo("", "0123", "1.2.3"));
    Guard guard = Guard.withCredentials("admin", "secret", Clock.systemUTC());
    gateway =
        Gateway.start(
            settings,
            provider.provider(),
            meters,
            new LiveFeed(meters),
            guard,
            api,
            TestGateway::path);
  }

  /** What pushes functions. */
  public FakeProvider provider() {
    return provider;
  }

  /** What was counted. */
  public TestMeters meters() {
    return meters;
  }

  public int port() {
    return gateway.address().getPort();
  }

  @Override
  public void close() {
    gateway.close();
  }

  private static EndpointResponse path(dev.gantry.gateway.endpoint.EndpointRequest request) {
    return new EndpointResponse.Whole(
        200,
        Map.of("Content-Type", "text/plain"),
        (request.method() + " " + request.path()).getBytes(StandardCharsets.UTF_8));
  }
}
