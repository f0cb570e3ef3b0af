package dev.gantry.bench.gateway;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionName;
import dev.gantry.api.VersionInfo;
import dev.gantry.gateway.Gateway;
import dev.gantry.gateway.GatewaySettings;
import dev.gantry.gateway.scale.ScalingMode;
import dev.gantry.provider.ChangeOutcome;
import dev.gantry.tck.MemoryProvider;
import dev.gantry.tck.MemorySettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * A gateway with one function, {@code hello}, whose replica is the address given; prints its port
 * and runs until it is killed.
 */
public final class GatewayUnderLoad {

  private GatewayUnderLoad() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    InetSocketAddress replica = loopback(Integer.parseInt(arguments[0]));
    MemoryProvider provider =
        new MemoryProvider(MemorySettings.DEFAULT.withStarter((name, id) -> replica));
    ChangeOutcome deployed =
        provider.deploy(
            new FunctionName("hello", "openfaas-fn"),
            FunctionDeployment.ofCommand("hello", "true"));
    if (!(deployed instanceof ChangeOutcome.Done)) {
      throw new IOException("the function was not deployed: " + deployed);
    }
    try (Gateway gateway = Gateway.start(settings(), provider)) {
      System.out.println(gateway.address().getPort());
      new CountDownLatch(1).await();
    }
  }

  private static GatewaySettings settings() {
    return new GatewaySettings(
        loopback(0),
        loopback(0),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        "openfaas-fn",
        Duration.ofSeconds(60),
        ScalingMode.OFF,
        new VersionInfo("", "", "bench"));
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }
}
