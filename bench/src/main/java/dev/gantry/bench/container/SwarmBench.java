package dev.gantry.bench.container;

import dev.gantry.bench.drive.Machine;
import dev.gantry.bench.drive.Tools;
import dev.gantry.bench.figure.Figure;
import dev.gantry.bench.figure.FigureReport;
import dev.gantry.docker.EngineConnection;
import dev.gantry.provider.FunctionProvider;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Functions on a Swarm of one node, through a gateway. Runs in the namespace of a container on the
 * functions' network, where {@code bench/run swarm} puts it.
 *
 * @param rounds how often each load is made
 * @param seconds how long each load lasts
 * @param starts how often each start is made
 * @param network the functions' network
 * @param only which figures are taken, of {@code starts}, {@code list} and {@code load}; empty
 *     means all
 */
public record SwarmBench(int rounds, int seconds, int starts, String network, List<String> only) {

  private static final List<String> FIGURES = List.of("starts", "list", "load");

  /**
   * @throws IllegalArgumentException if a figure is not one of this bench's
   */
  public SwarmBench {
    only = Selection.of(only, FIGURES);
  }

  /** Takes some five minutes with five rounds and twenty starts. */
  public FigureReport run() throws IOException, InterruptedException {
    Tools.require(List.of("docker", "gcc", "wrk"));
    BenchImage.build();
    List<Figure> figures = new ArrayList<>();
    try (EngineConnection engine = EngineConnection.open(Optional.empty());
        FunctionProvider provider = BenchProviders.swarm(network);
        BenchGateway gateway = BenchGateway.start(provider)) {
      if (only.contains("starts")) {
        figures.addAll(new SwarmStarts(gateway, engine.client(), network, starts).take());
      }
      if (only.contains("list")) {
        figures.add(FunctionList.take(gateway, starts));
      }
      if (only.contains("load")) {
        figures.addAll(new SwarmLoad(gateway, engine.client(), network, rounds, seconds).take());
      }
    }
    return new FigureReport(
        "swarm",
        Machine.describe(),
        List.of(Tools.firstLine("docker", "--version"), Tools.firstLine("wrk", "-v")),
        rounds,
        seconds,
        figures);
  }
}
