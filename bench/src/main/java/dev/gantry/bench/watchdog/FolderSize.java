package dev.gantry.bench.watchdog;

import dev.gantry.bench.figure.Figure;
import dev.gantry.bench.figure.Goal;
import dev.gantry.bench.figure.Samples;
import java.io.IOException;
import java.util.List;

/** The sum of the sizes of all files of the folder. */
final class FolderSize implements Measurement {

  @Override
  public String name() {
    return "size";
  }

  @Override
  public List<Figure> take(Scope scope) throws IOException {
    return List.of(
        new Figure.Absolute(
            "folder on disk",
            "MB",
            Samples.of(scope.watchdog().bytes() / 1e6),
            Goal.ceiling(70, 52)));
  }
}
