package dev.gantry.build.project;

import dev.gantry.api.FunctionName;
import dev.gantry.build.project.NewOutcome.Created;
import dev.gantry.build.project.NewOutcome.NoTemplate;
import dev.gantry.build.project.NewOutcome.Refused;
import dev.gantry.build.stack.StackFileText;
import dev.gantry.build.stack.StackFileText.NewEntry;
import dev.gantry.build.template.Template;
import dev.gantry.build.template.TemplateLibrary;
import dev.gantry.build.template.TemplateLookup;
import dev.gantry.build.tree.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * A function that a person begins: {@code gantry new}.
 *
 * @param name a DNS label; also the handler's folder
 * @param lang the template
 * @param stackFile the stack file that gets it, made if it is not there; the handler's folder lies
 *     beside it
 * @param imagePrefix what is in front of the image's name, such as {@code registry.example.com/me};
 *     empty means nothing
 * @param gateway the gateway a new stack file names
 */
public record NewFunction(
    String name, String lang, Path stackFile, String imagePrefix, String gateway) {

  /**
   * Writes handler and stack file, or nothing.
   *
   * @throws IOException if files cannot be read or written
   */
  public NewOutcome create() throws IOException {
    if (!FunctionName.isLabel(name)) {
      return new Refused("name: \"" + name + "\" (expected: " + FunctionName.EXPECTED + ")");
    }
    Path folder = Optional.ofNullable(stackFile.toAbsolutePath().getParent()).orElse(stackFile);
    Path handler = folder.resolve(name);
    if (Files.exists(handler, LinkOption.NOFOLLOW_LINKS)) {
      return new Refused("the folder " + name + " is there already");
    }
    return switch (new TemplateLibrary(folder).find(lang)) {
      case TemplateLookup.Found(Template template) -> create(template, handler);
      case TemplateLookup other -> new NoTemplate(other);
    };
  }

  private NewOutcome create(Template template, Path handler) throws IOException {
    String prefix = imagePrefix.isEmpty() ? "" : imagePrefix.replaceAll("/+$", "") + "/";
    NewEntry entry = new NewEntry(name, lang, "./" + name, prefix + name + ":latest");
    boolean isNew = !Files.exists(stackFile);
    Optional<StackFileText> text =
        isNew
            ? Optional.of(StackFileText.of(entry, gateway))
            : StackFileText.in(stackFile).with(entry);
    if (text.isEmpty()) {
      return new Refused(
          stackFile.getFileName()
              + " has a function '"
              + name
              + "' already, or is written so that none can be added to it");
    }
    try {
      template.copyHandler(handler);
      write(text.get());
    } catch (IOException failed) {
      Folders.remove(handler);
      throw failed;
    }
    return new Created(stackFile, isNew, handler, template);
  }

  private void write(StackFileText text) throws IOException {
    Path part = stackFile.resolveSibling(stackFile.getFileName() + ".part");
    try {
      Files.writeString(part, text.text());
      Files.move(part, stackFile, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
