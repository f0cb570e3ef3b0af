package dev.gantry.bench.gateway;

import dev.gantry.bench.drive.Http;
import dev.gantry.bench.drive.Nginx;
import dev.gantry.bench.drive.Wrk;
import dev.gantry.bench.figure.Figure;
import dev.gantry.bench.figure.Goal;
import dev.gantry.bench.figure.Parts;
import dev.gantry.bench.gateway.Turns.Load;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A gateway with a thousand functions, beside one with a few. */
final class ManyFunctions {

  static final int MANY = 1000;

  private static final int CONNECTIONS = 32;
  private static final String UNIT = "calls/s";

  private final GatewayProcess few;
  private final Map<String, InetSocketAddress> replicas;
  private final Turns turns;
  private final Path folder;

  ManyFunctions(
      GatewayProcess few, Map<String, InetSocketAddress> replicas, Turns turns, Path folder) {
    this.few = few;
    this.replicas = replicas;
    this.turns = turns;
    this.folder = folder;
  }

  void take(Parts parts) throws InterruptedException {
    parts.takeAll("functions", this::spread);
    parts.take("scraped", this::scraped);
  }

  private List<Figure> spread() throws IOException, InterruptedException {
    Path one = script("{'hello'}");
    Path ten = names(10);
    Path all = names(MANY);
    try (GatewayProcess many = GatewayProcess.withFunctions(replicas, MANY);
        Nginx nginx =
            Nginx.proxy(folder.resolve("many"), GatewayUnderLoad.withMore(replicas, MANY))) {
      drive(many.address(), all, GatewayProcess.WARM_UP_SECONDS);
      drive(few.address(), one, 1);
      drive(nginx.address(), all, 1);
      Load oneFunction = () -> drive(few.address(), one, turns.seconds());
      Load allFunctions = () -> drive(many.address(), all, turns.seconds());
      Load allUpstreams = () -> drive(nginx.address(), all, turns.seconds());
      return List.of(
          turns.compare(
              "calls spread over 10 functions",
              UNIT,
              () -> drive(many.address(), ten, turns.seconds()),
              "one function",
              oneFunction,
              Goal.NONE),
          turns.compare(
              "calls spread over 1,000 functions",
              UNIT,
              allFunctions,
              "one function",
              oneFunction,
              Goal.floor(0.95, 1.0)),
          turns.compare(
              "the same, beside nginx",
              UNIT,
              allFunctions,
              "nginx with 1,000 upstreams",
              allUpstreams,
              Goal.NONE),
          turns.compare(
              "nginx with 1,000 upstreams",
              UNIT,
              allUpstreams,
              "nginx with one",
              () -> drive(nginx.address(), one, turns.seconds()),
              Goal.NONE));
    }
  }

  private Figure scraped() throws IOException, InterruptedException {
    Path spread = names(MANY);
    try (GatewayProcess many = GatewayProcess.withFunctions(replicas, MANY)) {
      drive(many.address(), spread, GatewayProcess.WARM_UP_SECONDS);
      return turns.compare(
          "1,000 functions, metrics read each second",
          UNIT,
          () -> driveScraped(many, spread),
          "metrics not read",
          () -> drive(many.address(), spread, turns.seconds()),
          Goal.NONE);
    }
  }

  private double driveScraped(GatewayProcess gateway, Path script)
      throws IOException, InterruptedException {
    try (ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor()) {
      var scrapes =
          timer.scheduleAtFixedRate(
              () -> Http.isAnswered(gateway.metricsUrl()), 0, 1, TimeUnit.SECONDS);
      double rate = drive(gateway.address(), script, turns.seconds());
      scrapes.cancel(false);
      return rate;
    }
  }

  private static double drive(InetSocketAddress address, Path script, int seconds)
      throws IOException, InterruptedException {
    return Wrk.scripted("http://127.0.0.1:" + address.getPort() + "/", CONNECTIONS, seconds, script)
        .rate();
  }

  private Path names(int count) throws IOException {
    return script(
        "(function() local t = {} for i = 1, %d do t[i] = 'f-' .. (i - 1) end return t end)()"
            .formatted(count));
  }

  /** Calls one function after the other. */
  private Path script(String names) throws IOException {
    Path file = Files.createTempFile(folder, "spread", ".lua");
    Files.writeString(
        file,
        """
        local all, at = {}, 0
        function init(arguments)
          for i, name in ipairs(%s) do
            all[i] = wrk.format('GET', '/function/' .. name)
          end
        end
        function request()
          at = at %% #all + 1
          return all[at]
        end
        """
            .formatted(names));
    return file;
  }
}
