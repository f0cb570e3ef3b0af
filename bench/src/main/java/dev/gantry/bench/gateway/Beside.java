package dev.gantry.bench.gateway;

import dev.gantry.bench.drive.Wrk;
import dev.gantry.bench.figure.Figure;
import dev.gantry.bench.figure.Goal;
import dev.gantry.bench.figure.Parts;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Calls of all sizes through the gateway and through nginx. */
final class Beside {

  static final String NGINX = "nginx, 1 worker";

  private static final int KB = 1024;
  private static final int MB = 1024 * KB;
  private static final List<Integer> SIZES = List.of(0, KB, 64 * KB, 10 * MB);

  private final InetSocketAddress gateway;
  private final InetSocketAddress nginx;
  private final String scheme;
  private final Turns turns;
  private final Path folder;

  Beside(
      InetSocketAddress gateway, InetSocketAddress nginx, String scheme, Turns turns, Path folder) {
    this.gateway = gateway;
    this.nginx = nginx;
    this.scheme = scheme;
    this.turns = turns;
    this.folder = folder;
  }

  void take(Parts parts) throws InterruptedException {
    parts.takeAll("calls", this::calls);
    parts.takeAll("bodies", this::bodies);
    parts.take("streamed", this::streamed);
  }

  private List<Figure> calls() throws IOException, InterruptedException {
    List<Figure> figures = new ArrayList<>();
    for (int connections : List.of(8, 32, 256, 5000)) {
      figures.add(calls("12-byte answer, " + connections + " connections", connections));
    }
    return figures;
  }

  /** Calls a second with an answer of twelve bytes. */
  Figure calls(String what, int connections) throws IOException, InterruptedException {
    Goal goal = connections == 32 && scheme.equals("http") ? Goal.floor(0.85, 1.0) : Goal.NONE;
    return turns.compare(
        what,
        "calls/s",
        () -> Wrk.drive(url(gateway, "hello"), connections, turns.seconds()).rate(),
        NGINX,
        () -> Wrk.drive(url(nginx, "hello"), connections, turns.seconds()).rate(),
        goal);
  }

  private List<Figure> bodies() throws IOException, InterruptedException {
    List<Figure> figures = new ArrayList<>();
    for (int size : SIZES) {
      figures.add(get(size));
    }
    for (int size : SIZES) {
      figures.add(post(size));
    }
    return figures;
  }

  private Figure get(int size) throws IOException, InterruptedException {
    String path = "body/bytes/" + size;
    return turns.compare(
        "GET, answer of " + named(size),
        unit(size),
        () -> amount(size, Wrk.drive(url(gateway, path), connections(size), turns.seconds())),
        NGINX,
        () -> amount(size, Wrk.drive(url(nginx, path), connections(size), turns.seconds())),
        size == 64 * KB ? Goal.floor(0.8, 1.0) : Goal.NONE);
  }

  private Figure post(int size) throws IOException, InterruptedException {
    Path script = folder.resolve("post-" + size + ".lua");
    Files.writeString(
        script, "wrk.method = 'POST'\nwrk.body = string.rep('x', %d)\n".formatted(size));
    return turns.compare(
        "POST, body of " + named(size),
        unit(size),
        () -> amount(size, post(gateway, size, script)),
        NGINX,
        () -> amount(size, post(nginx, size, script)),
        Goal.NONE);
  }

  private Wrk.Round post(InetSocketAddress to, int size, Path script)
      throws IOException, InterruptedException {
    return Wrk.scripted(url(to, "body/"), connections(size), turns.seconds(), script);
  }

  private Figure streamed() throws IOException, InterruptedException {
    String path = "body/pieces";
    return turns.compare(
        "answer in 100 pieces, 32 connections",
        "calls/s",
        () -> Wrk.drive(url(gateway, path), 32, turns.seconds()).rate(),
        NGINX,
        () -> Wrk.drive(url(nginx, path), 32, turns.seconds()).rate(),
        Goal.NONE);
  }

  /** So many that a round has some calls of the largest bodies, too. */
  private static int connections(int size) {
    return size > MB ? 8 : 32;
  }

  private static String unit(int size) {
    return size > KB ? "MB/s" : "calls/s";
  }

  private static double amount(int size, Wrk.Round round) {
    return size > KB ? round.rate() * size / 1e6 : round.rate();
  }

  private static String named(int size) {
    return size < KB ? size + " B" : size < MB ? size / KB + " KB" : size / MB + " MB";
  }

  private String url(InetSocketAddress to, String path) {
    return scheme + "://127.0.0.1:" + to.getPort() + "/function/" + path;
  }
}
