package dev.gantry.bench.gateway;

import dev.gantry.bench.drive.IdleConnections;
import dev.gantry.bench.drive.Wrk;
import dev.gantry.bench.figure.Figure;
import dev.gantry.bench.figure.Goal;
import dev.gantry.bench.figure.Samples;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the gateway takes of memory. */
final class Resources {

  private static final int IDLE = 5000;
  private static final int MOST_STARTS = 3;

  private Resources() {}

  /** Resident memory once load is over and connections idle. */
  static Figure memory(Map<String, InetSocketAddress> replicas, int rounds)
      throws IOException, InterruptedException {
    List<Double> megabytes = new ArrayList<>();
    for (int round = 0; round < Math.min(rounds, MOST_STARTS); round++) {
      try (GatewayProcess gateway = GatewayProcess.withFunctions(replicas, ManyFunctions.MANY)) {
        Wrk.drive(gateway.url("/function/hello"), 32, GatewayProcess.WARM_UP_SECONDS);
        megabytes.add(megabytesWhileIdle(gateway));
      }
    }
    return new Figure.Absolute(
        "memory, 5,000 idle connections, 1,000 functions",
        "MB",
        new Samples(megabytes),
        Goal.ceiling(256, 160));
  }

  private static double megabytesWhileIdle(GatewayProcess gateway) throws IOException {
    IdleConnections idle =
        IdleConnections.open(gateway.address(), IDLE, "/function/f-", ManyFunctions.MANY);
    try {
      return gateway.residentBytes() / 1e6;
    } finally {
      idle.close();
    }
  }

  /** What a call takes from the heap, on the threads that carry calls. */
  static Figure allocation(GatewayProcess gateway, int rounds, int seconds)
      throws IOException, InterruptedException {
    List<Double> kilobytes = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      long before = gateway.allocatedBytes();
      long calls = Wrk.drive(gateway.url("/function/hello"), 32, seconds).calls();
      kilobytes.add((gateway.allocatedBytes() - before) / 1024.0 / calls);
    }
    return new Figure.Absolute(
        "allocated a call, 12-byte answer", "KB", new Samples(kilobytes), Goal.ceiling(6, 3));
  }
}
