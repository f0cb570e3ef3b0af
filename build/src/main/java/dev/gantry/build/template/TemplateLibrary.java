package dev.gantry.build.template;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The templates a project can use: those in its folder {@code template}, then those of the program.
 * Reads at each question; thread-safe.
 */
public final class TemplateLibrary {

  /** Where pulled templates lie in a project. */
  public static final String FOLDER = "template";

  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,99}(@[A-Za-z0-9][A-Za-z0-9_.-]{0,99})?");

  private final Path folder;

  /**
   * @param project the folder that {@code template} may be in
   */
  public TemplateLibrary(Path project) {
    this.folder = project.resolve(FOLDER);
  }

  /** Whether a template may have this name; others could lead out of the folder. */
  static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /**
   * The names of all templates, sorted.
   *
   * @throws IOException if they cannot be listed
   */
  public List<String> names() throws IOException {
    TreeSet<String> names = new TreeSet<>(ProgramFiles.templates());
    if (Files.isDirectory(folder)) {
      try (Stream<Path> folders = Files.list(folder)) {
        folders.filter(TemplateLibrary::isTemplate).forEach(f -> names.add(nameOf(f)));
      }
    }
    return List.copyOf(names);
  }

  /**
   * The template of a name.
   *
   * @param name as {@code lang} says, perhaps with {@code @} and a tag, or {@code @sha-} and a
   *     commit: then it must have been pulled at that
   * @throws IOException if it cannot be read
   */
  public TemplateLookup find(String name) throws IOException {
    if (isName(name)) {
      Path own = folder.resolve(name);
      if (isTemplate(own)) {
        return TemplateReader.read(name, new FolderFiles(own));
      }
      int at = name.indexOf('@');
      if (at > 0) {
        return pinned(name, name.substring(0, at), name.substring(at + 1));
      }
      if (ProgramFiles.templates().contains(name)) {
        return TemplateReader.read(name, ProgramFiles.of(name));
      }
    }
    return new TemplateLookup.Unknown(name, names());
  }

  private TemplateLookup pinned(String name, String plain, String version) throws IOException {
    Path own = folder.resolve(plain);
    if (!isTemplate(own)) {
      return new TemplateLookup.Unknown(name, names());
    }
    Optional<TemplateOrigin> origin = TemplateOrigin.read(own);
    if (origin.isPresent() && origin.get().is(version)) {
      return TemplateReader.read(plain, new FolderFiles(own));
    }
    String there = origin.map(TemplateOrigin::version).orElse("of unknown origin");
    return new TemplateLookup.OtherVersion(name, there);
  }

  private static boolean isTemplate(Path folder) {
    return Files.isRegularFile(folder.resolve("template.yml"), LinkOption.NOFOLLOW_LINKS);
  }

  private static String nameOf(Path folder) {
    return folder.getFileName().toString();
  }
}
