package dev.gantry.build.template;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gantry.build.template.Template.DevCommands;
import dev.gantry.build.yaml.Fields;
import dev.gantry.build.yaml.FileProblem;
import dev.gantry.build.yaml.Substitution;
import dev.gantry.build.yaml.YamlDocument;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code template.yml}. Keys it does not know are other tools' and are left alone. */
final class TemplateReader {

  private static final Pattern FOLDER =
      Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*)*");

  private TemplateReader() {}

  static TemplateLookup read(String name, TemplateFiles files) throws IOException {
    String text;
    try (InputStream content = files.open("template.yml")) {
      text = new String(content.readAllBytes(), UTF_8);
    }
    String label = files.origin() + "/template.yml";
    YamlDocument document = YamlDocument.read(label, text, Substitution.NONE);
    List<FileProblem> problems = new ArrayList<>(document.problems());
    Fields fields = Fields.of("", document.root(), problems);
    Template template =
        new Template(
            name,
            fields.text("language").orElse(name),
            fields.text("fprocess").orElse(null),
            buildOptions(fields),
            fields.text("welcome_message").orElse(null),
            handlerFolder(fields),
            dev(fields),
            files);
    return problems.isEmpty()
        ? new TemplateLookup.Found(template)
        : new TemplateLookup.Malformed(problems);
  }

  private static Map<String, List<String>> buildOptions(Fields fields) {
    Map<String, List<String>> options = new LinkedHashMap<>();
    for (Fields option : fields.items("build_options")) {
      option.text("name").ifPresent(name -> options.put(name, option.texts("packages")));
    }
    return options;
  }

  private static String handlerFolder(Fields fields) {
    String folder = fields.text("handler_folder").orElse("function");
    if (!FOLDER.matcher(folder).matches()) {
      fields.note("handler_folder", "\"" + folder + "\" (expected: a folder inside the template)");
    }
    return folder;
  }

  private static @Nullable DevCommands dev(Fields fields) {
    return fields
        .text("dev")
        .map(
            call ->
                new DevCommands(
                    call,
                    fields.text("dev_build").orElse(null),
                    fields.text("dev_test").orElse(null)))
        .orElse(null);
  }
}
