package dev.gantry.build.image;

import dev.gantry.build.template.Template;
import dev.gantry.build.template.TemplateLookup;
import java.nio.file.Path;

/** What became of making a build folder. */
public sealed interface Assembly {

  /**
   * It is complete.
   *
   * @param folder the build folder
   * @param template what it is made of
   */
  record Assembled(Path folder, Template template) implements Assembly {}

  /**
   * There is no such template, or not this version, or it is wrong.
   *
   * @param lookup one that is not {@link TemplateLookup.Found}
   */
  record NoTemplate(TemplateLookup lookup) implements Assembly {}

  /**
   * The function cannot be built as it stands in the stack file.
   *
   * @param why such as {@code handler: "./hello" (expected: a folder)}
   */
  record Refused(String why) implements Assembly {}
}
