package dev.gantry.bench.watchdog;

import dev.gantry.bench.drive.Machine;
import dev.gantry.bench.drive.Nginx;
import dev.gantry.bench.drive.Tools;
import dev.gantry.bench.drive.WorkFolder;
import dev.gantry.bench.drive.Wrk;
import dev.gantry.bench.figure.Figure;
import dev.gantry.bench.figure.FigureReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The watchdog's figures, each beside its yardstick of the same round or its goal.
 *
 * @param rounds how often each figure is taken; the medians count
 * @param seconds how long load lasts in a round
 * @param only names of the measurements to take; empty for all
 */
public record WatchdogBench(int rounds, int seconds, List<String> only) {

  private static final List<Measurement> ALL =
      List.of(
          new ForkCalls(),
          new RelayedCalls(),
          new SpareLatency(),
          new ReadyTime(),
          new ReplicaMemory(),
          new SmallestContainer(),
          new FolderSize());

  public WatchdogBench {
    List<String> known = ALL.stream().map(Measurement::name).toList();
    if (!known.containsAll(only)) {
      throw new IllegalArgumentException("only: " + only + " (expected: some of " + known + ")");
    }
  }

  /**
   * Takes about five minutes with five rounds of four seconds.
   *
   * @throws IOException if the folder or a program is missing; a figure that fails is only missing
   *     in the report
   */
  public FigureReport run() throws IOException, InterruptedException {
    Tools.require(List.of("wrk", "nginx", "gcc", "python3", "dd"));
    WatchdogFolder watchdog = WatchdogFolder.find();
    List<Figure> figures = new ArrayList<>();
    for (Measurement measurement : ALL) {
      if (only.isEmpty() || only.contains(measurement.name())) {
        System.err.println("measuring: " + measurement.name());
        figures.addAll(take(measurement, watchdog));
      }
    }
    return new FigureReport(
        "watchdog", Machine.describe(), versions(watchdog), rounds, seconds, figures);
  }

  private List<Figure> take(Measurement measurement, WatchdogFolder watchdog)
      throws IOException, InterruptedException {
    try (WorkFolder work = WorkFolder.make()) {
      return measurement.take(new Scope(watchdog, rounds, seconds, work.path()));
    } catch (IOException e) {
      return List.of(new Figure.Missing(measurement.name(), String.valueOf(e.getMessage())));
    }
  }

  private static List<String> versions(WatchdogFolder watchdog) throws InterruptedException {
    return List.of(
        "fwatchdog " + watchdog.version(),
        Nginx.version(),
        Wrk.version(),
        Tools.firstLine("gcc", "--version"),
        Tools.firstLine("/usr/bin/python3", "--version"));
  }
}
