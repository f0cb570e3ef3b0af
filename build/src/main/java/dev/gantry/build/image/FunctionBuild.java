package dev.gantry.build.image;

import dev.gantry.build.image.Assembly.Assembled;
import dev.gantry.build.image.Assembly.NoTemplate;
import dev.gantry.build.image.Assembly.Refused;
import dev.gantry.build.stack.StackFile;
import dev.gantry.build.stack.StackFunction;
import dev.gantry.build.template.Template;
import dev.gantry.build.template.TemplateLibrary;
import dev.gantry.build.template.TemplateLookup;
import dev.gantry.build.tree.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Makes build folders, {@code build/NAME} by default: the template with the handler in it. That is
 * all {@code --shrinkwrap} does, and where {@code gantry dev} runs a function. Thread-safe for
 * different functions.
 */
public final class FunctionBuild {

  private final StackFile stack;
  private final TemplateLibrary templates;
  private final Path target;

  /**
   * @param stack where the functions stand
   * @param templates where their templates are looked for
   * @param target the folder that gets a folder for each function
   */
  public FunctionBuild(StackFile stack, TemplateLibrary templates, Path target) {
    this.stack = stack;
    this.templates = templates;
    this.target = target;
  }

  /**
   * Makes the build folder of a function anew.
   *
   * @throws IOException if files cannot be read or written
   */
  public Assembly assemble(StackFunction function) throws IOException {
    String lang = function.lang();
    if (lang == null) {
      return new Refused("lang: missing (expected: the name of a template)");
    }
    String handler = function.handler();
    if (handler == null || !Files.isDirectory(stack.folder().resolve(handler))) {
      String given = handler == null ? "missing" : "\"" + handler + "\"";
      return new Refused("handler: " + given + " (expected: a folder)");
    }
    return switch (templates.find(lang)) {
      case TemplateLookup.Found(Template template) ->
          assemble(function, template, stack.folder().resolve(handler));
      case TemplateLookup other -> new NoTemplate(other);
    };
  }

  private Assembly assemble(StackFunction function, Template template, Path handler)
      throws IOException {
    for (String copied : stack.copy()) {
      if (!isInside(copied)) {
        return new Refused(
            "configuration.copy: \"" + copied + "\" (expected: a path inside the project)");
      }
    }
    Path folder = target.resolve(function.name());
    Folders.remove(folder);
    template.copyWithoutHandler(folder);
    List<Path> without = List.of(target, stack.folder().resolve(TemplateLibrary.FOLDER));
    Path inside = template.handlerIn(folder);
    Folders.copy(handler, inside, without);
    for (String copied : stack.copy()) {
      Folders.copy(stack.folder().resolve(copied), inside.resolve(copied), without);
    }
    return new Assembled(folder, template);
  }

  private boolean isInside(String path) {
    Path project = stack.folder().toAbsolutePath().normalize();
    Path copied = project.resolve(path).normalize();
    return copied.startsWith(project) && !copied.equals(project) && Files.exists(copied);
  }
}
