package dev.gantry.bench.container;

import dev.gantry.bench.drive.Docker;
import dev.gantry.bench.drive.Machine;
import dev.gantry.bench.drive.Tools;
import dev.gantry.bench.figure.FigureReport;
import dev.gantry.bench.figure.Parts;
import dev.gantry.engine.DockerProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Starts of functions on one engine, through a gateway.
 *
 * @param rounds how often each start is made
 * @param only names of the figures to take; empty for all
 */
public record ColdBench(int rounds, List<String> only) {

  public ColdBench {
    Parts.check(only, List.of("deploy", "stopped", "paused", "list"));
  }

  /** Takes about a minute with twenty rounds. */
  public FigureReport run() throws IOException, InterruptedException {
    Tools.require(List.of("docker", "gcc"));
    BenchImage.build();
    Path data = Files.createTempDirectory("gantry-bench");
    Parts parts = new Parts(only);
    try (DockerProvider provider = BenchProviders.engine(data);
        BenchGateway gateway = BenchGateway.start(provider)) {
      new EngineStarts(provider, gateway, rounds).take(parts);
      parts.take("list", () -> FunctionList.take(gateway, rounds));
    } finally {
      Docker.tryTo("image", "rm", "--force", BenchImage.NAME);
    }
    return new FigureReport(
        "cold",
        Machine.describe(),
        List.of(Tools.firstLine("docker", "--version")),
        rounds,
        0,
        parts.figures());
  }
}
