package dev.gantry.cli.verb;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.build.stack.StackFile;
import dev.gantry.build.stack.StackFunction;
import dev.gantry.build.template.TemplateLibrary;
import dev.gantry.build.template.TemplateLookup;
import dev.gantry.cli.terminal.Failure;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway is asked to run for the functions of a stack file.
 *
 * @param stack the functions
 * @param names what their images are called
 */
record StackDeployments(StackFile stack, ImageNames names) {

  FunctionDeployment of(StackFunction function) throws Failure, InterruptedException {
    FunctionDeployment deployment = function.deployment(templateProcess(function));
    return function.image() == null ? deployment : deployment.withImage(names.of(function).text());
  }

  /** A template that is not here any more says nothing: the image may be there all the same. */
  private @Nullable String templateProcess(StackFunction function) throws Failure {
    String lang = function.lang();
    if (lang == null || function.fprocess() != null) {
      return null;
    }
    try {
      return new TemplateLibrary(stack.folder()).find(lang)
              instanceof TemplateLookup.Found(var template)
          ? template.fprocess()
          : null;
    } catch (IOException unreadable) {
      throw Failure.file("could not read the template '" + lang + "'", unreadable);
    }
  }
}
