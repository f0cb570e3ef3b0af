package dev.gantry.bench.gateway;

import dev.gantry.bench.drive.BodyServer;
import dev.gantry.bench.drive.Certificate;
import dev.gantry.bench.drive.Machine;
import dev.gantry.bench.drive.Nginx;
import dev.gantry.bench.drive.Tools;
import dev.gantry.bench.drive.WorkFolder;
import dev.gantry.bench.drive.Wrk;
import dev.gantry.bench.figure.Figure;
import dev.gantry.bench.figure.FigureReport;
import dev.gantry.bench.figure.Parts;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The gateway beside nginx as a plain proxy, both in front of the same replicas, each driven in
 * turn.
 *
 * @param rounds how often each is driven; the medians count
 * @param seconds how long a round takes
 * @param only names of the figures to take; empty for all
 */
public record GatewayBench(int rounds, int seconds, List<String> only) {

  private static final List<String> NAMES =
      List.of(
          "calls",
          "functions",
          "bodies",
          "streamed",
          "scraped",
          "tls",
          "latency",
          "start",
          "memory",
          "allocation");

  public GatewayBench {
    Parts.check(only, NAMES);
  }

  /** Takes less than eight minutes with five rounds of two seconds. */
  public FigureReport run() throws IOException, InterruptedException {
    Tools.require(List.of("wrk", "nginx", "gcc", "openssl"));
    Parts parts = new Parts(only);
    try (WorkFolder work = WorkFolder.make();
        Nginx hello = Nginx.replica(Files.createDirectory(work.path().resolve("hello")));
        BodyServer bodies = BodyServer.start(work.path())) {
      Map<String, InetSocketAddress> replicas =
          Map.of("hello", hello.address(), "body", bodies.address());
      take(parts, replicas, work.path());
      return new FigureReport(
          "gateway", Machine.describe(), versions(), rounds, seconds, parts.figures());
    }
  }

  private void take(Parts parts, Map<String, InetSocketAddress> replicas, Path folder)
      throws IOException, InterruptedException {
    Turns turns = new Turns(rounds, seconds);
    try (Nginx nginx = Nginx.proxy(folder.resolve("proxy"), replicas);
        GatewayProcess gateway = GatewayProcess.start(replicas)) {
      warmUp(gateway, nginx);
      new Beside(gateway.address(), nginx.address(), "http", turns, folder).take(parts);
      new Latency(gateway.address(), nginx.address(), turns).take(parts);
      new ManyFunctions(gateway, replicas, turns, folder).take(parts);
      parts.take("allocation", () -> Resources.allocation(gateway, rounds, seconds));
    }
    parts.take("tls", () -> tls(replicas, turns, folder));
    parts.take("memory", () -> Resources.memory(replicas, rounds));
    parts.takeAll("start", () -> new Start(replicas, rounds, seconds, folder).take());
  }

  private static void warmUp(GatewayProcess gateway, Nginx nginx)
      throws IOException, InterruptedException {
    Wrk.drive(gateway.url("/function/hello"), 32, GatewayProcess.WARM_UP_SECONDS);
    Wrk.drive("http://127.0.0.1:" + nginx.address().getPort() + "/function/hello", 32, 1);
  }

  private static Figure tls(Map<String, InetSocketAddress> replicas, Turns turns, Path folder)
      throws IOException, InterruptedException {
    Certificate certificate = Certificate.make(folder);
    try (Nginx nginx = Nginx.tlsProxy(folder.resolve("tls"), replicas, certificate);
        GatewayProcess gateway = GatewayProcess.withTls(replicas, certificate)) {
      Wrk.drive(gateway.url("/function/hello"), 32, GatewayProcess.WARM_UP_SECONDS);
      return new Beside(gateway.address(), nginx.address(), "https", turns, folder)
          .calls("12-byte answer, TLS, 32 connections", 32);
    }
  }

  private static List<String> versions() throws InterruptedException {
    return List.of(Nginx.version(), Wrk.version());
  }
}
