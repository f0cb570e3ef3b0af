package dev.gantry.bench.figure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page of the documentation that holds the tables of benches between marks. */
public final class Page {

  private Page() {}

  /**
   * Replaces what stands between {@code <!-- table of BENCH -->} and {@code <!-- end of BENCH -->}.
   *
   * @throws IOException if the page cannot be read or written, or has no such marks
   */
  public static void replaceTable(Path page, String bench, String table) throws IOException {
    String text = Files.readString(page);
    String begin = "<!-- table of " + bench + " -->\n";
    int from = text.indexOf(begin);
    int to = text.indexOf("<!-- end of " + bench + " -->");
    if (from < 0 || to < from) {
      throw new IOException(page + " has no place for the table of " + bench);
    }
    Files.writeString(page, text.substring(0, from + begin.length()) + table + text.substring(to));
  }
}
