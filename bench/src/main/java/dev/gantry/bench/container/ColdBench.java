package dev.gantry.bench.container;

import dev.gantry.bench.drive.Docker;
import dev.gantry.bench.drive.Machine;
import dev.gantry.bench.drive.Tools;
import dev.gantry.bench.figure.Figure;
import dev.gantry.bench.figure.FigureReport;
import dev.gantry.engine.DockerProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts of functions on one engine, through a gateway.
 *
 * @param rounds how often each start is made
 * @param only which figures are taken, of {@code deploy}, {@code stopped}, {@code paused} and
 *     {@code list}; empty means all
 */
public record ColdBench(int rounds, List<String> only) {

  private static final List<String> FIGURES = List.of("deploy", "stopped", "paused", "list");

  /**
   * @throws IllegalArgumentException if a figure is not one of this bench's
   */
  public ColdBench {
    only = Selection.of(only, FIGURES);
  }

  /** Takes about a minute with twenty rounds. */
  public FigureReport run() throws IOException, InterruptedException {
    Tools.require(List.of("docker", "gcc"));
    BenchImage.build();
    Path data = Files.createTempDirectory("gantry-bench");
    List<Figure> figures = new ArrayList<>();
    try (DockerProvider provider = BenchProviders.engine(data);
        BenchGateway gateway = BenchGateway.start(provider)) {
      figures.addAll(new EngineStarts(provider, gateway, rounds).take(only));
      if (only.contains("list")) {
        figures.add(FunctionList.take(gateway, rounds));
      }
    } finally {
      Docker.tryTo("image", "rm", "--force", BenchImage.NAME);
    }
    return new FigureReport(
        "cold",
        Machine.describe(),
        List.of(Tools.firstLine("docker", "--version")),
        rounds,
        0,
        figures);
  }
}
