package dev.gantry.bench.gateway;

import dev.gantry.bench.drive.Machine;
import dev.gantry.bench.drive.Nginx;
import dev.gantry.bench.drive.Wrk;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The gateway beside nginx as a plain proxy, both in front of the same static replica, each driven
 * in turn with wrk.
 *
 * @param rounds how often each is driven; the medians count
 * @param seconds how long a round takes
 */
public record GatewayBench(int rounds, int seconds) {

  private static final List<Integer> CONNECTIONS = List.of(8, 32);
  private static final int WARM_UP_SECONDS = 5;

  /** Takes as long as all rounds of both, and a warm-up. */
  public Report run() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("gantry-bench");
    try (Nginx replica = Nginx.replica(folder.resolve("replica"));
        Nginx nginx = Nginx.proxy(folder.resolve("proxy"), replica.address());
        GatewayProcess gateway = GatewayProcess.start(replica.address())) {
      String yardstick = url(nginx.address());
      String measured = url(gateway.address());
      Wrk.drive(measured, 32, WARM_UP_SECONDS);
      Wrk.drive(yardstick, 32, 1);
      List<Report.Row> rows = new ArrayList<>();
      for (int connections : CONNECTIONS) {
        rows.add(compare(connections, measured, yardstick));
      }
      return new Report("gateway", Machine.describe(), rounds, seconds, rows);
    }
  }

  private Report.Row compare(int connections, String measured, String yardstick)
      throws IOException, InterruptedException {
    List<Wrk.Round> gateway = new ArrayList<>();
    List<Wrk.Round> nginx = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      nginx.add(Wrk.drive(yardstick, connections, seconds));
      gateway.add(Wrk.drive(measured, connections, seconds));
    }
    return Report.Row.of(
        "12-byte answer, " + connections + " connections", "nginx, 1 worker", gateway, nginx);
  }

  private static String url(InetSocketAddress address) {
    return "http://127.0.0.1:" + address.getPort() + "/function/hello";
  }
}
