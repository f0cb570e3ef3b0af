package dev.gantry.cli.terminal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gantry.api.ApiJson;
import dev.gantry.api.InvalidJsonException;
import java.io.PrintWriter;
import java.util.function.Consumer;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import picocli.CommandLine.Option;

/** The options that say how an answer is written, the same for every verb. */
public final class OutputOptions {

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "How the answer is written: table, json or yaml. Default: table")
  private Format format = Format.TABLE;

  @Option(
      names = {"-q", "--quiet"},
      description = "Write names only, or nothing.")
  private boolean quiet;

  /** How. */
  public Format format() {
    return format;
  }

  /** Whether only what is needed is written. */
  public boolean isQuiet() {
    return quiet;
  }

  /** A line for people that programs and quiet people do not want. */
  public void say(PrintWriter out, String line) {
    if (format == Format.TABLE && !quiet) {
      out.println(line);
    }
  }

  /** Writes an answer: for people as {@code table} does it, otherwise as JSON or YAML. */
  public void write(PrintWriter out, Object answer, Consumer<PrintWriter> table) {
    write(format, out, answer, table);
  }

  /** The same in a format that was decided elsewhere. */
  public static void write(
      Format format, PrintWriter out, Object answer, Consumer<PrintWriter> table) {
    switch (format) {
      case TABLE -> table.accept(out);
      case JSON -> out.println(json(answer));
      case YAML -> out.print(yaml(answer));
    }
    out.flush();
  }

  private static String json(Object answer) {
    try {
      return new ObjectMapper().writer(pretty()).writeValueAsString(plain(answer));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static PrettyPrinter pretty() {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator(""));
    printer.indentArraysWith(lines);
    printer.indentObjectsWith(lines);
    return printer;
  }

  private static String yaml(Object answer) {
    DumpSettings block =
        DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).setWidth(120).build();
    return new Dump(block).dumpToString(plain(answer));
  }

  /** Maps, lists and texts, in the order in which the API writes them. */
  private static Object plain(Object answer) {
    try {
      return ApiJson.read(ApiJson.write(answer), Object.class);
    } catch (InvalidJsonException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
