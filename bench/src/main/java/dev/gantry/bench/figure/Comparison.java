package dev.gantry.bench.figure;

import dev.gantry.api.ApiJson;
import dev.gantry.api.InvalidJsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An earlier run, to set a later one beside it.
 *
 * @param file where it was read
 * @param earlier what was found then
 */
public record Comparison(Path file, Earlier earlier) {

  private static final String ROW = "%-48s %12s %12s %8s%n";

  /** A report as it is read back; what a comparison does not need is left out. */
  record Earlier(
      String bench,
      String machine,
      List<String> versions,
      int rounds,
      int seconds,
      List<EarlierFigure> figures) {}

  /** A figure as it is read back: a ratio, or measured values alone. */
  record EarlierFigure(String what, @Nullable Samples measured, @Nullable Samples ratio) {

    @Nullable Samples samples() {
      return ratio == null ? measured : ratio;
    }
  }

  /**
   * Reads the JSON of an earlier run.
   *
   * @throws IOException if it cannot be read or is none
   */
  public static Comparison with(Path file) throws IOException {
    try {
      return new Comparison(file, ApiJson.read(Files.readAllBytes(file), Earlier.class));
    } catch (InvalidJsonException other) {
      throw new IOException(file + " is no figures of a bench: " + other.getMessage(), other);
    }
  }

  /**
   * The figures of both that have the same name.
   *
   * @throws IOException if the runs had different settings, machines or versions; the message names
   *     what differs
   */
  public String table(FigureReport now) throws IOException {
    same("bench", earlier.bench, now.bench());
    same("machine", earlier.machine, now.machine());
    same("versions", earlier.versions, now.versions());
    same("rounds", earlier.rounds, now.rounds());
    same("seconds", earlier.seconds, now.seconds());
    StringBuilder text = new StringBuilder("\nbeside " + file + ", medians\n\n");
    text.append(ROW.formatted("what", "then", "now", "now/then"));
    for (Figure figure : now.figures()) {
      earlier.figures.stream()
          .filter(old -> old.what().equals(figure.what()))
          .forEach(old -> text.append(row(old, figure)));
    }
    return text.append('\n').toString();
  }

  private static String row(EarlierFigure old, Figure figure) {
    Samples then = old.samples();
    Samples now =
        switch (figure) {
          case Figure.Ratio ratio -> ratio.ratio();
          case Figure.Absolute absolute -> absolute.measured();
          case Figure.Missing missing -> null;
        };
    if (then == null || now == null) {
      return ROW.formatted(figure.what(), "-", "-", "-");
    }
    return String.format(
        Locale.ROOT,
        ROW,
        figure.what(),
        FigureReport.number(then.median()),
        FigureReport.number(now.median()),
        FigureReport.number(now.median() / then.median()));
  }

  private void same(String setting, Object then, Object now) throws IOException {
    if (!Objects.equals(then, now)) {
      throw new IOException(
          "%s cannot be compared: %s was %s, and is %s now".formatted(file, setting, then, now));
    }
  }
}
