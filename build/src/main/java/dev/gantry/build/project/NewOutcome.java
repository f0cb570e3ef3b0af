package dev.gantry.build.project;

import dev.gantry.build.template.Template;
import dev.gantry.build.template.TemplateLookup;
import java.nio.file.Path;

/** What became of beginning a function. */
public sealed interface NewOutcome {

  /**
   * It is there.
   *
   * @param stackFile where its entry stands
   * @param isNewFile whether the stack file was made for it
   * @param handler the folder of its code
   * @param template what it was made of; it may have a welcome message
   */
  record Created(Path stackFile, boolean isNewFile, Path handler, Template template)
      implements NewOutcome {}

  /**
   * There is no such template, or it is wrong.
   *
   * @param lookup one that is not {@link TemplateLookup.Found}
   */
  record NoTemplate(TemplateLookup lookup) implements NewOutcome {}

  /** It cannot be made like this; nothing was written. */
  record Refused(String why) implements NewOutcome {}
}
