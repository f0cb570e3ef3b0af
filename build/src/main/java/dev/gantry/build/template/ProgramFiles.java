package dev.gantry.build.template;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * Files of a template that came with the program: entries of its jar, or, while it is tested, files
 * below its classes. None of them is a program of its own: a jar does not say.
 *
 * @param prefix the template's folder in there, ending with {@code /}
 */
record ProgramFiles(String prefix) implements TemplateFiles {

  private static final String ROOT = "dev/gantry/build/templates/";

  static ProgramFiles of(String template) {
    return new ProgramFiles(ROOT + template + "/");
  }

  /** The names of all templates of the program, sorted. */
  static List<String> templates() throws IOException {
    return list(ROOT).stream()
        .filter(name -> name.endsWith("/template.yml"))
        .map(name -> name.substring(0, name.indexOf('/')))
        .distinct()
        .toList();
  }

  @Override
  public String origin() {
    return "the program";
  }

  @Override
  public List<String> names() throws IOException {
    return list(prefix);
  }

  @Override
  public InputStream open(String name) throws IOException {
    InputStream content = ProgramFiles.class.getClassLoader().getResourceAsStream(prefix + name);
    if (content == null) {
      throw new FileNotFoundException(prefix + name);
    }
    return content;
  }

  @Override
  public boolean isProgram(String name) {
    return false;
  }

  private static List<String> list(String prefix) throws IOException {
    Path classes = classes();
    return Files.isDirectory(classes)
        ? new FolderFiles(classes.resolve(prefix)).names()
        : entries(classes, prefix);
  }

  private static List<String> entries(Path jar, String prefix) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      Stream<JarEntry> entries = file.stream().filter(entry -> !entry.isDirectory());
      return entries
          .map(JarEntry::getName)
          .filter(name -> name.startsWith(prefix))
          .map(name -> name.substring(prefix.length()))
          .sorted()
          .toList();
    }
  }

  /**
   * The jar, or the folder of classes. Found by this class's own file: what Java says of where a
   * class came from is nothing, when it came from a cache made in another folder (ADR 0040).
   */
  private static Path classes() throws IOException {
    String name = ProgramFiles.class.getName().replace('.', '/') + ".class";
    URL here = ProgramFiles.class.getClassLoader().getResource(name);
    try {
      if (here == null) {
        throw new FileNotFoundException(name);
      }
      if (here.openConnection() instanceof JarURLConnection jar) {
        return Path.of(jar.getJarFileURL().toURI());
      }
      Path file = Path.of(here.toURI());
      return file.resolve("../".repeat(name.split("/").length)).normalize();
    } catch (URISyntaxException odd) {
      throw new IOException("the program's own place is no path", odd);
    }
  }
}
