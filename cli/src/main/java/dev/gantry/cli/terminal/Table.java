package dev.gantry.cli.terminal;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table of text: columns as wide as they need to be, two spaces between. */
public final class Table {

  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();

  /** A table with the names of its columns; without names it has no head. */
  public Table(String... columns) {
    if (columns.length > 0) {
      rows.add(List.of(columns));
    }
  }

  /** Adds a row. */
  public Table row(String... cells) {
    rows.add(Arrays.stream(cells).map(Printable::cell).toList());
    return this;
  }

  /** Writes it. */
  public void print(PrintWriter out) {
    int[] widths = new int[rows.stream().mapToInt(List::size).max().orElse(0)];
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], row.get(i).codePointCount(0, row.get(i).length()));
      }
    }
    rows.forEach(row -> out.println(line(row, widths)));
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      String cell = row.get(i);
      line.append(i == 0 ? "" : GAP).append(cell);
      line.repeat(' ', widths[i] - cell.codePointCount(0, cell.length()));
    }
    return line.toString().stripTrailing();
  }
}
