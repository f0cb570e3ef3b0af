package dev.gantry.gateway;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionName;
import dev.gantry.api.VersionInfo;
import dev.gantry.gateway.GatewaySettings.Credentials;
import dev.gantry.gateway.scale.ScalingMode;
import dev.gantry.provider.ChangeOutcome;
import dev.gantry.provider.FunctionProvider;
import dev.gantry.provider.FunctionState;
import dev.gantry.provider.PeerDirectory;
import dev.gantry.provider.ReplicaWatcher;
import dev.gantry.provider.Subscription;
import dev.gantry.tck.MemoryProvider;
import dev.gantry.tck.MemorySettings;
import dev.gantry.tck.ReplicaStarter;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Two gateways over one memory provider, as two over one Swarm: each has a watcher and hears of
 * every change, and a replica's withdrawal is asked of the first one's. They find each other at two
 * loopback addresses with one port.
 */
public final class TwoGateways implements AutoCloseable {

  public static final String USER = "admin";
  public static final String PASSWORD = "a long enough secret";

  final MemoryProvider provider;
  final Gateway first;
  final Gateway second;

  /** Those that the first one is told of beside the second. */
  final List<InetAddress> further = new CopyOnWriteArrayList<>();

  private final List<ReplicaWatcher> watchers = new CopyOnWriteArrayList<>();
  private final int port;

  public TwoGateways(ReplicaStarter starter) throws IOException {
    this.provider = new MemoryProvider(MemorySettings.DEFAULT.withStarter(starter));
    this.port = freePort();
    provider.watch(new Everybody());
    this.first = start(1, () -> addresses(2, further));
    this.second = start(2, () -> addresses(1, List.of()));
  }

  /** Where peers answer, at {@code 127.0.0.1} for the first. */
  public int peerPort() {
    return port;
  }

  /** The first one's public port. */
  public int publicPort() {
    return first.address().getPort();
  }

  /** A function with so many ready replicas, at least 1. */
  FunctionName deploy(String name, int replicas) throws Exception {
    FunctionName full = new FunctionName(name, "openfaas-fn");
    FunctionDeployment deployment =
        FunctionDeployment.ofCommand(name, "cat")
            .withLabels(Map.of("com.openfaas.scale.min", String.valueOf(replicas)));
    assertThat(provider.deploy(full, deployment)).isEqualTo(new ChangeOutcome.Done());
    eventually(() -> assertThat(provider.find(full).orElseThrow().ready()).isEqualTo(replicas));
    return full;
  }

  private Gateway start(int last, PeerDirectory directory) throws IOException {
    InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return Gateway.start(
        new GatewaySettings(
            free,
            new InetSocketAddress(address(last), port),
            Optional.of(free),
            Optional.empty(),
            Optional.of(new Credentials(USER, PASSWORD)),
            "openfaas-fn",
            Duration.ofSeconds(30),
            ScalingMode.OFF,
            new VersionInfo("", "0123", "1.2.3")),
        front(directory));
  }

  /** The provider as one gateway has it. */
  private FunctionProvider front(PeerDirectory directory) {
    return (FunctionProvider)
        Proxy.newProxyInstance(
            TwoGateways.class.getClassLoader(),
            new Class<?>[] {FunctionProvider.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "watch" -> watch((ReplicaWatcher) arguments[0]);
                  case "peers" -> Optional.of(directory);
                  default -> {
                    try {
                      yield method.invoke(provider, arguments);
                    } catch (InvocationTargetException thrown) {
                      throw thrown.getCause();
                    }
                  }
                });
  }

  private Subscription watch(ReplicaWatcher watcher) {
    watchers.add(watcher);
    return () -> watchers.remove(watcher);
  }

  private final class Everybody implements ReplicaWatcher {
    @Override
    public void changed(FunctionState state) {
      watchers.forEach(watcher -> watcher.changed(state));
    }

    @Override
    public void removed(FunctionName name) {
      watchers.forEach(watcher -> watcher.removed(name));
    }

    @Override
    public Withdrawal withdraw(FunctionName name, String replicaId, Duration limit)
        throws InterruptedException {
      return watchers.isEmpty()
          ? new Withdrawal.Quiet()
          : watchers.getFirst().withdraw(name, replicaId, limit);
    }
  }

  private static List<InetAddress> addresses(int last, List<InetAddress> more) {
    List<InetAddress> all = new ArrayList<>(more);
    all.add(address(last));
    return all;
  }

  static InetAddress address(int last) {
    try {
      return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    first.close();
    second.close();
    provider.close();
  }
}
