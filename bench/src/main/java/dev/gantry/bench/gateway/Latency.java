package dev.gantry.bench.gateway;

import dev.gantry.bench.drive.OpenLoop;
import dev.gantry.bench.drive.Wrk;
import dev.gantry.bench.figure.Figure;
import dev.gantry.bench.figure.Goal;
import dev.gantry.bench.figure.Parts;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** Latencies at half of what nginx does at most, calls coming at a fixed rate. */
final class Latency {

  private static final String PATH = "/function/hello";
  private static final int CONNECTIONS = 64;

  private final InetSocketAddress gateway;
  private final InetSocketAddress nginx;
  private final Turns turns;

  Latency(InetSocketAddress gateway, InetSocketAddress nginx, Turns turns) {
    this.gateway = gateway;
    this.nginx = nginx;
    this.turns = turns;
  }

  void take(Parts parts) throws InterruptedException {
    parts.takeAll("latency", this::atHalf);
  }

  private List<Figure> atHalf() throws IOException, InterruptedException {
    double most =
        Wrk.drive("http://127.0.0.1:" + nginx.getPort() + PATH, 32, turns.seconds()).rate();
    double rate = Math.floor(most / 2);
    List<Histogram> measured = new ArrayList<>();
    List<Histogram> beside = new ArrayList<>();
    OpenLoop.drive(gateway, PATH, rate, CONNECTIONS, 1); // the driver's own warm-up
    for (int round = 0; round < turns.rounds(); round++) {
      beside.add(OpenLoop.drive(nginx, PATH, rate, CONNECTIONS, turns.seconds()));
      measured.add(OpenLoop.drive(gateway, PATH, rate, CONNECTIONS, turns.seconds()));
    }
    String where = " at " + Math.round(rate) + " calls/s";
    return List.of(
        figure("median latency" + where, 50, measured, beside, Goal.NONE),
        figure("99th percentile" + where, 99, measured, beside, Goal.ceiling(1.5, 1.1)));
  }

  private static Figure figure(
      String what, double percent, List<Histogram> measured, List<Histogram> beside, Goal goal) {
    return Figure.Ratio.of(
        what,
        "us",
        percentiles(measured, percent),
        Beside.NGINX,
        percentiles(beside, percent),
        goal);
  }

  private static List<Double> percentiles(List<Histogram> rounds, double percent) {
    return rounds.stream().map(round -> (double) round.getValueAtPercentile(percent)).toList();
  }
}
