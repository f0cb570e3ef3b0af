package dev.gantry.build.stack;

import dev.gantry.build.yaml.Fields;
import dev.gantry.build.yaml.FileProblem;
import dev.gantry.build.yaml.Substitution;
import dev.gantry.build.yaml.YamlDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Reads stack files and says everything that is wrong with one, not the first thing only.
 *
 * @param substitution what becomes of {@code ${…}}
 * @param filter which functions are read; others are not looked at, nor their environment files
 */
public record StackFileReader(Substitution substitution, FunctionFilter filter) {

  private static final List<String> KEYS =
      List.of("version", "provider", "functions", "configuration");
  private static final List<String> PROVIDER_KEYS = List.of("name", "gateway", "network");
  private static final List<String> CONFIGURATION_KEYS = List.of("templates", "copy");
  private static final List<String> TEMPLATE_KEYS = List.of("name", "source");
  private static final String OWN_KEY = "x-";

  /** Reads a file; paths in it are relative to its folder. */
  public StackReading read(Path file) {
    try {
      Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
      return read(file.toString(), Files.readString(file), folder);
    } catch (IOException unreadable) {
      String what = Files.exists(file) ? "cannot be read as UTF-8 text" : "there is no such file";
      return new StackReading.Refused(List.of(FileProblem.ofFile(file.toString(), what)));
    }
  }

  /**
   * Reads a text from anywhere.
   *
   * @param name what to call it in messages: a path or an address
   * @param folder where relative paths in it begin
   */
  public StackReading read(String name, String text, Path folder) {
    YamlDocument document = YamlDocument.read(name, text, substitution);
    List<FileProblem> problems = new ArrayList<>(document.problems());
    Fields root = Fields.of("", document.root(), problems);
    List<String> own = root.names().stream().filter(key -> key.startsWith(OWN_KEY)).toList();
    List<String> known = new ArrayList<>(KEYS);
    known.addAll(own);
    root.onlyKnow(known);
    version(root);
    Fields provider = root.fields("provider");
    provider(provider);
    Fields configuration = root.fields("configuration");
    configuration.onlyKnow(CONFIGURATION_KEYS);
    StackFile stack =
        new StackFile(
            name,
            folder,
            provider.text("gateway").orElse(null),
            functions(root.fields("functions"), folder, problems),
            configuration.items("templates").stream().flatMap(t -> template(t).stream()).toList(),
            configuration.texts("copy"));
    if (problems.isEmpty() && root.fields("functions").names().isEmpty()) {
      problems.add(FileProblem.ofFile(name, "has no functions"));
    }
    return problems.isEmpty() ? new StackReading.Read(stack) : refused(problems);
  }

  private static StackReading refused(List<FileProblem> problems) {
    return new StackReading.Refused(
        problems.stream()
            .distinct()
            .sorted(
                Comparator.comparing(FileProblem::file)
                    .thenComparingInt(FileProblem::line)
                    .thenComparingInt(FileProblem::column))
            .toList());
  }

  private static void version(Fields root) {
    root.text("version")
        .filter(version -> !version.equals("1.0"))
        .ifPresent(version -> root.note("version", "\"" + version + "\" (expected: 1.0)"));
  }

  private static void provider(Fields provider) {
    provider.onlyKnow(PROVIDER_KEYS);
    provider
        .text("name")
        .filter(name -> !name.equals("openfaas") && !name.equals("faas"))
        .ifPresent(name -> provider.note("name", "\"" + name + "\" (expected: openfaas)"));
  }

  private List<StackFunction> functions(Fields functions, Path folder, List<FileProblem> problems) {
    FunctionReader reader = new FunctionReader(folder, problems);
    return functions.names().stream()
        .filter(filter::accepts)
        .map(name -> reader.read(name, functions))
        .toList();
  }

  private static Optional<TemplateSource> template(Fields template) {
    template.onlyKnow(TEMPLATE_KEYS);
    Optional<String> name = template.text("name");
    if (name.isEmpty()) {
      template.note("name", "missing (expected: the name of a template)");
    }
    // Without a source the name says it all, for those who have a store of templates.
    return name.map(known -> new TemplateSource(known, template.text("source").orElse("")));
  }
}
