package dev.gantry.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.cli.terminal.Attachment;
import dev.gantry.cli.terminal.Terminal;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * {@code docs/cli.md} lists what the program has. {@code -Ddocs=write} writes the list anew; what
 * people read around it stays.
 */
final class CommandTableTest {

  private static final String START = "<!-- generated from the program; -Ddocs=write -->\n";

  @Test
  void theDocumentListsWhatTheProgramHas() throws Exception {
    Path document = RunningGantry.home().resolve("docs/cli.md");
    String text = Files.readString(document);
    String prose = text.substring(0, text.indexOf(START) + START.length());
    String current = prose + commands();
    if ("write".equals(System.getProperty("docs"))) {
      Files.writeString(document, current);
    }

    assertThat(Files.readString(document)).isEqualTo(current);
  }

  private static String commands() {
    PrintWriter nowhere = new PrintWriter(OutputStream.nullOutputStream(), true, UTF_8);
    Terminal terminal =
        new Terminal(
            Map.of(),
            Path.of("/"),
            Path.of("/"),
            new ByteArrayInputStream(new byte[0]),
            nowhere,
            OutputStream.nullOutputStream(),
            nowhere,
            Attachment.NONE,
            prompt -> Optional.empty(),
            Clock.systemUTC());
    CommandLine root = Main.line(terminal, List.of(), new StopSignal());
    StringBuilder text = new StringBuilder();
    distinct(root).values().stream()
        .filter(line -> !line.getCommandName().equals("help"))
        .forEach(line -> add(text, line));
    return text.toString();
  }

  /** Each once, although it has several names. */
  private static Map<String, CommandLine> distinct(CommandLine line) {
    Map<String, CommandLine> found = new LinkedHashMap<>();
    line.getSubcommands().values().forEach(one -> found.put(one.getCommandName(), one));
    return found;
  }

  private static void add(StringBuilder text, CommandLine line) {
    CommandSpec spec = line.getCommandSpec();
    if (!line.getSubcommands().isEmpty()) {
      distinct(line).values().forEach(one -> add(text, one));
      return;
    }
    text.append("\n### ").append(spec.qualifiedName()).append("\n\n");
    text.append(String.join(" ", spec.usageMessage().description()));
    if (spec.aliases().length > 0) {
      text.append(" Also: `").append(String.join("`, `", spec.aliases())).append("`.");
    }
    text.append("\n\n| | |\n|---|---|\n");
    for (PositionalParamSpec parameter : spec.positionalParameters()) {
      row(text, "`" + parameter.paramLabel() + "`", parameter);
    }
    for (OptionSpec option : spec.options()) {
      if (!option.hidden() && !option.usageHelp() && !option.versionHelp()) {
        String names =
            Arrays.stream(option.names()).map(n -> "`" + n + "`").collect(Collectors.joining(", "));
        boolean valued = option.arity().max() > 0;
        row(text, names + (valued ? " `" + option.paramLabel() + "`" : ""), option);
      }
    }
  }

  private static void row(StringBuilder text, String names, ArgSpec argument) {
    text.append("| ")
        .append(names.replace("|", "\\|"))
        .append(" | ")
        .append(String.join(" ", argument.description()).replace("|", "\\|"))
        .append(" |\n");
  }
}
