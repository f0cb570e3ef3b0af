package dev.gantry.cli.verb;

import dev.gantry.build.template.TemplateLookup;
import dev.gantry.build.yaml.FileProblem;
import dev.gantry.cli.terminal.Failure;
import java.util.stream.Collectors;

/** Says why a template cannot be used. */
final class TemplateFailure {

  private TemplateFailure() {}

  static Failure of(String tried, TemplateLookup lookup) {
    return switch (lookup) {
      case TemplateLookup.Unknown(String name, var known) ->
          Failure.of(
              tried,
              "there is no template '" + name + "' (expected: " + String.join(", ", known) + ")",
              "gantry template list");
      case TemplateLookup.OtherVersion(String name, String there) ->
          Failure.of(
              tried,
              "the template '" + name + "' was not pulled at that version; there is " + there,
              "gantry template pull REPOSITORY#VERSION");
      case TemplateLookup.Malformed(var problems) ->
          Failure.of(
              tried,
              problems.stream().map(FileProblem::message).collect(Collectors.joining("\n")),
              "");
      case TemplateLookup.Found found -> throw new IllegalArgumentException("it is there");
    };
  }
}
