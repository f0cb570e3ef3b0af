package dev.gantry.bench.gateway;

import static java.util.Objects.requireNonNull;

import com.sun.management.ThreadMXBean;
import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionName;
import dev.gantry.api.VersionInfo;
import dev.gantry.gateway.Gateway;
import dev.gantry.gateway.GatewaySettings;
import dev.gantry.gateway.GatewaySettings.TlsFiles;
import dev.gantry.gateway.scale.ScalingMode;
import dev.gantry.provider.ChangeOutcome;
import dev.gantry.tck.MemoryProvider;
import dev.gantry.tck.MemorySettings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A gateway whose functions answer at given addresses. Prints its port and that of metrics, and for
 * each line on its input the bytes that calls took from the heap; runs until the input ends.
 *
 * <p>{@code FUNCTIONS CERTIFICATE KEY NAME=PORT...}: how many functions more there are, at the
 * replica of {@code hello}; {@code -} for no TLS; a function by its replica's port.
 */
public final class GatewayUnderLoad {

  private static final int REPLICAS_FROM = 3;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private GatewayUnderLoad() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Map<String, InetSocketAddress> replicas = new HashMap<>();
    for (String replica : Arrays.asList(arguments).subList(REPLICAS_FROM, arguments.length)) {
      String[] parts = replica.split("=", 2);
      replicas.put(parts[0], loopback(Integer.parseInt(parts[1])));
    }
    Optional<TlsFiles> tls =
        arguments[1].equals("-")
            ? Optional.empty()
            : Optional.of(new TlsFiles(Path.of(arguments[1]), Path.of(arguments[2])));
    try (Gateway gateway =
        Gateway.start(
            settings(tls), provider(withMore(replicas, Integer.parseInt(arguments[0]))))) {
      System.out.println(gateway.address().getPort());
      System.out.println(gateway.metricsAddress().getPort());
      while (System.in.read() >= 0) {
        System.out.println(allocated());
      }
    }
    System.exit(0);
  }

  /** So many functions more, {@code f-0} and so on, at the replica of {@code hello}. */
  static Map<String, InetSocketAddress> withMore(
      Map<String, InetSocketAddress> replicas, int functions) {
    Map<String, InetSocketAddress> all = new HashMap<>(replicas);
    for (int i = 0; i < functions; i++) {
      all.put("f-" + i, requireNonNull(replicas.get("hello")));
    }
    return all;
  }

  private static MemoryProvider provider(Map<String, InetSocketAddress> replicas)
      throws IOException, InterruptedException {
    MemoryProvider provider =
        new MemoryProvider(
            MemorySettings.DEFAULT.withStarter(
                (name, id) -> requireNonNull(replicas.get(name.name()))));
    for (String name : replicas.keySet()) {
      ChangeOutcome deployed =
          provider.deploy(
              new FunctionName(name, "openfaas-fn"), FunctionDeployment.ofCommand(name, "true"));
      if (!(deployed instanceof ChangeOutcome.Done)) {
        throw new IOException("function " + name + " was not deployed: " + deployed);
      }
    }
    return provider;
  }

  private static GatewaySettings settings(Optional<TlsFiles> tls) {
    return new GatewaySettings(
        loopback(0),
        loopback(0),
        Optional.empty(),
        tls,
        Optional.empty(),
        "openfaas-fn",
        Duration.ofSeconds(60),
        ScalingMode.OFF,
        new VersionInfo("", "", "bench"));
  }

  private static long allocated() {
    long[] loops =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().startsWith("vert.x-eventloop"))
            .mapToLong(Thread::threadId)
            .toArray();
    return Arrays.stream(THREADS.getThreadAllocatedBytes(loops)).sum();
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }
}
