package dev.gantry.client;

import dev.gantry.api.VersionInfo;
import dev.gantry.gateway.Gateway;
import dev.gantry.gateway.GatewaySettings;
import dev.gantry.gateway.GatewaySettings.Credentials;
import dev.gantry.gateway.scale.ScalingMode;
import dev.gantry.tck.MemoryProvider;
import dev.gantry.tck.MemorySettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/** The real gateway over a provider in memory, and a client of it that is signed in. */
public final class ClientFixture implements AutoCloseable {

  private static final Credentials ADMIN = new Credentials("admin", "right");

  final EchoReplicas replicas = new EchoReplicas();
  final GatewayClient client;
  private final MemoryProvider provider;
  private final GatewayAddress address;
  private final Gateway gateway;

  public ClientFixture(MemorySettings settings) throws IOException {
    provider = new MemoryProvider(settings.withStarter(replicas));
    InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    gateway =
        Gateway.start(
            new GatewaySettings(
                free,
                free,
                Optional.empty(),
                Optional.empty(),
                Optional.of(ADMIN),
                "openfaas-fn",
                Duration.ofSeconds(30),
                ScalingMode.OFF,
                new VersionInfo("", "0123", "1.2.3")),
            provider);
    address = GatewayAddress.parse("127.0.0.1:" + gateway.address().getPort()).orElseThrow();
    client = client(Optional.of(login()));
  }

  /** Where the gateway is. */
  public GatewayAddress address() {
    return address;
  }

  /** Who may ask it. */
  public Login.Password login() {
    return new Login.Password(ADMIN.user(), ADMIN.password());
  }

  /** What is behind it. */
  public MemoryProvider provider() {
    return provider;
  }

  GatewayClient client(Optional<Login> login) {
    return GatewayClient.of(ClientSettings.of(address).withLogin(login));
  }

  @Override
  public void close() {
    client.close();
    gateway.close();
    provider.close();
    replicas.close();
  }
}
