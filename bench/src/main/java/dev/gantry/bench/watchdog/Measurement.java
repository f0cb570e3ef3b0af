package dev.gantry.bench.watchdog;

import dev.gantry.bench.figure.Figure;
import java.io.IOException;
import java.util.List;

/** Takes one or more figures; ends all that it started. */
interface Measurement {

  /** The word that {@code --only} takes. */
  String name();

  /** Blocks until all rounds are done. */
  List<Figure> take(Scope scope) throws IOException, InterruptedException;
}
