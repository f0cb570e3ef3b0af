package dev.gantry.gateway;

import java.net.*;
import java.util.*;

final class BenchMain {
  public static void main(String[] a) throws Exception {
    var provider = new FakeProvider();
    var s =
        new GatewaySettings(
            new InetSocketAddress("127.0.0.1", 19003),
            new InetSocketAddress("127.0.0.1", 19004),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "openfaas-fn",
            java.time.Duration.ofSeconds(60),
            new dev.gantry.api.VersionInfo("", "0", "1.2.3"));
    var meters = new dev.gantry.gateway.metrics.PrometheusMeters(s.version());
    var g = Gateway.start(s, provider.provider(), meters, r -> null, r -> null);
    provider.ready("fn", Map.of(), new InetSocketAddress("127.0.0.1", 19001));
    System.out.println("up " + g.address());
    Thread.sleep(Long.MAX_VALUE);
  }
}
