package dev.gantry.build.template;

import dev.gantry.build.yaml.FileProblem;
import java.util.List;

/** What became of looking for a template. */
public sealed interface TemplateLookup {

  /** It is there. */
  record Found(Template template) implements TemplateLookup {}

  /**
   * There is none of that name.
   *
   * @param name what was looked for
   * @param known the names there are
   */
  record Unknown(String name, List<String> known) implements TemplateLookup {
    public Unknown {
      known = List.copyOf(known);
    }
  }

  /**
   * The pulled template is another version than the function asks for.
   *
   * @param name with the version that was asked for
   * @param there which version is there, in the words of {@code meta.json}
   */
  record OtherVersion(String name, String there) implements TemplateLookup {}

  /** Its {@code template.yml} is wrong. */
  record Malformed(List<FileProblem> problems) implements TemplateLookup {
    public Malformed {
      problems = List.copyOf(problems);
    }
  }
}
