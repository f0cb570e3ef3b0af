package dev.gantry.bench.figure;

import dev.gantry.api.ApiJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What the bench found, for people and programs.
 *
 * @param bench its name
 * @param machine what it ran on
 * @param versions of the programs that took part
 * @param rounds rounds each figure is the median of
 * @param seconds seconds that load lasted in a round
 * @param figures one or two a measurement
 */
public record FigureReport(
    String bench,
    String machine,
    List<String> versions,
    int rounds,
    int seconds,
    List<Figure> figures) {

  private static final String MARKDOWN_ROW = "| %s | %s | %s | %s | %s | %s | %s |%n";
  private static final String ROW = "%-48s %-21s %-32s %-32s %-10s %-10s %s%n";

  /** Whether all figures could be taken; says nothing of goals. */
  public boolean isComplete() {
    return figures.stream().noneMatch(figure -> figure instanceof Figure.Missing);
  }

  /** The table for people. */
  public String table() {
    StringBuilder text = new StringBuilder(bench + " on ").append(machine).append('\n');
    text.append(String.join(", ", versions)).append('\n');
    text.append("medians of %d rounds".formatted(rounds)).append(load());
    text.append("; in brackets lowest - highest, of many the 95th percentile\n\n");
    text.append(
        ROW.formatted("what", "figure", "measured", "yardstick", "at least", "aim", "goal"));
    for (Figure figure : figures) {
      text.append(row(ROW, figure));
    }
    return text.append('\n').toString();
  }

  private String load() {
    return seconds == 0 ? "" : ", load for %d s in each".formatted(seconds);
  }

  /** The same table in Markdown. */
  public String markdown() {
    StringBuilder text = new StringBuilder(machine);
    versions.forEach(version -> text.append(", ").append(version));
    text.append(".\n");
    text.append("Medians of %d rounds".formatted(rounds)).append(load());
    text.append("; in brackets lowest - highest, of many the 95th percentile.\n\n");
    text.append("| what | figure | measured | yardstick | at least | aim | goal |\n");
    text.append("|---|---|---|---|---|---|---|\n");
    for (Figure figure : figures) {
      text.append(row(MARKDOWN_ROW, figure));
    }
    return text.toString();
  }

  private static String row(String form, Figure figure) {
    return switch (figure) {
      case Figure.Ratio ratio ->
          row(
              form,
              ratio.what(),
              spread(ratio.ratio(), ""),
              spread(ratio.measured(), ratio.unit()),
              spread(ratio.beside(), ratio.unit()),
              ratio.goal(),
              ratio.ratio().median());
      case Figure.Absolute absolute ->
          row(
              form,
              absolute.what(),
              number(absolute.measured().median()) + " " + absolute.unit(),
              spread(absolute.measured(), absolute.unit()),
              "-",
              absolute.goal(),
              absolute.measured().median());
      case Figure.Missing missing ->
          form.equals(MARKDOWN_ROW)
              ? "| " + missing.what() + " | not measured | | | | | |\n"
              : String.format(
                  Locale.ROOT, "%-48s not measured: %s%n", missing.what(), missing.reason());
    };
  }

  private static String row(
      String form,
      String what,
      String figure,
      String measured,
      String yardstick,
      Goal goal,
      double value) {
    return String.format(
        Locale.ROOT,
        form,
        what,
        figure,
        measured,
        yardstick,
        goal.text(goal.atLeast()),
        goal.text(goal.aim()),
        goal.verdict(value));
  }

  private static String spread(Samples samples, String unit) {
    String text = number(samples.median()) + (unit.isEmpty() ? "" : " " + unit);
    return samples.values().size() < Samples.MANY
        ? text + " [" + number(samples.lowest()) + " - " + number(samples.highest()) + "]"
        : text + " [95 % <= " + number(samples.highOf(95)) + "]";
  }

  static String number(double value) {
    String form = value < 10 ? "%.2f" : value < 1000 ? "%.1f" : "%.0f";
    return String.format(Locale.ROOT, form, value);
  }

  /** Writes the same as JSON. */
  public void write(Path file) throws IOException {
    if (file.getParent() != null) {
      Files.createDirectories(file.getParent());
    }
    Files.write(file, ApiJson.write(this));
  }
}
