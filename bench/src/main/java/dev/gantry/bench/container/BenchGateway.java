package dev.gantry.bench.container;

import dev.gantry.bench.drive.Http;
import dev.gantry.gateway.Gateway;
import dev.gantry.gateway.GatewaySettings;
import dev.gantry.gateway.scale.ScalingMode;
import dev.gantry.provider.FunctionProvider;
import java.io.IOException;
import java.time.Duration;

/** A gateway over a provider, on a loopback port, that asks nobody for a password. */
public final class BenchGateway implements AutoCloseable {

  private final Gateway gateway;

  private BenchGateway(Gateway gateway) {
    this.gateway = gateway;
  }

  static BenchGateway start(FunctionProvider provider) throws IOException {
    return start(provider, ScalingMode.OFF);
  }

  /** Starts one that scales, or does not. */
  public static BenchGateway start(FunctionProvider provider, ScalingMode scaling)
      throws IOException {
    return new BenchGateway(
        Gateway.start(
            GatewaySettings.onFreePorts(Duration.ofSeconds(60), scaling, provider.info().version()),
            provider));
  }

  /** Where a function is called. */
  public String function(String name) {
    return url("/function/" + name);
  }

  /** Where something of the REST API is. */
  public String url(String path) {
    return "http://127.0.0.1:" + gateway.address().getPort() + path;
  }

  /** Deploys a function that runs the bench's image, and returns as the REST API does. */
  void deploy(String name, String variables, int replicas) throws IOException {
    Http.succeed(
        "POST",
        url("/system/functions"),
        """
        {"service": "%s", "image": "%s", "envVars": {%s},
         "labels": {"com.openfaas.scale.min": "%d"}}
        """
            .formatted(name, BenchImage.NAME, variables, replicas));
  }

  void scale(String name, int replicas) throws IOException {
    Http.succeed(
        "POST",
        url("/system/scale-function/" + name),
        "{\"serviceName\": \"%s\", \"replicas\": %d}".formatted(name, replicas));
  }

  void remove(String name) throws IOException {
    Http.succeed("DELETE", url("/system/functions"), "{\"functionName\": \"%s\"}".formatted(name));
  }

  @Override
  public void close() {
    gateway.close();
  }
}
