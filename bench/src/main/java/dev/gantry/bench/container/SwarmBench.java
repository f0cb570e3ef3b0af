package dev.gantry.bench.container;

import dev.gantry.bench.drive.Machine;
import dev.gantry.bench.drive.Tools;
import dev.gantry.bench.drive.Wrk;
import dev.gantry.bench.figure.FigureReport;
import dev.gantry.bench.figure.Parts;
import dev.gantry.docker.EngineConnection;
import dev.gantry.provider.FunctionProvider;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Functions on a Swarm of one node, through a gateway. Runs in the namespace of a container on the
 * functions' network, where {@code bench/run swarm} puts it.
 *
 * @param rounds how often each load is made
 * @param seconds how long each load lasts
 * @param starts how often each start is made
 * @param only names of the figures to take; empty for all
 * @param network the functions' network
 */
public record SwarmBench(int rounds, int seconds, int starts, List<String> only, String network) {

  public SwarmBench {
    Parts.check(only, List.of("wake", "deploy", "crowd", "list", "http", "fork"));
  }

  /** Takes some five minutes with five rounds and twenty starts. */
  public FigureReport run() throws IOException, InterruptedException {
    Tools.require(List.of("docker", "gcc", "wrk"));
    BenchImage.build();
    Parts parts = new Parts(only);
    try (EngineConnection engine = EngineConnection.open(Optional.empty());
        FunctionProvider provider = BenchProviders.swarm(network);
        BenchGateway gateway = BenchGateway.start(provider)) {
      new SwarmStarts(gateway, engine.client(), network, starts).take(parts);
      parts.take("list", () -> FunctionList.take(gateway, starts));
      new SwarmLoad(gateway, engine.client(), network, rounds, seconds).take(parts);
    }
    return new FigureReport(
        "swarm",
        Machine.describe(),
        List.of(Tools.firstLine("docker", "--version"), Wrk.version()),
        rounds,
        seconds,
        parts.figures());
  }
}
