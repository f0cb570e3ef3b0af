package dev.gantry.build.image;

import dev.gantry.build.stack.StackFunction.BuildSettings;
import dev.gantry.build.template.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The arguments of an image build, from all places that say some. */
sealed interface Arguments {

  /** The argument with the packages that templates install (contract 2.5). */
  String PACKAGES = "ADDITIONAL_PACKAGE";

  /** They are known. */
  record Known(Map<String, String> arguments) implements Arguments {}

  /** A build option is none of the template's. */
  record Unknown(String why) implements Arguments {}

  /** Those of the stack file, with the packages of its build options, then those of the person. */
  static Arguments of(BuildSettings settings, Template template, ImageOptions options) {
    Map<String, String> arguments = new LinkedHashMap<>(settings.arguments());
    List<String> packages = new ArrayList<>();
    String given = arguments.getOrDefault(PACKAGES, "");
    if (!given.isBlank()) {
      packages.add(given);
    }
    for (String option : settings.options()) {
      List<String> known = template.buildOptions().get(option);
      if (known == null) {
        String all = String.join(", ", template.buildOptions().keySet().stream().sorted().toList());
        return new Unknown("build_options: \"" + option + "\" (expected: " + all + ")");
      }
      packages.addAll(known);
    }
    if (!packages.isEmpty()) {
      arguments.put(PACKAGES, String.join(" ", packages));
    }
    arguments.putAll(options.arguments());
    return new Known(arguments);
  }
}
