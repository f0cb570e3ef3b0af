import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Checks or rewrites every Java source below a folder with google-java-format, in one process.
 *
 * <p>Run by the root {@code pom.xml} with the JDK of the tool chain: {@code FormatSources
 * check|apply FOLDER}. Exits 1 when {@code check} finds a file that {@code apply} would change.
 */
final class FormatSources {
  public static void main(String[] arguments) throws Exception {
    boolean apply = arguments[0].equals("apply");
    Path root = Path.of(arguments[1]);
    Formatter formatter = new Formatter();
    List<Path> stale = new ArrayList<>();
    for (Path source : sources(root)) {
      String before = Files.readString(source);
      String after = format(formatter, before, source);
      if (after.equals(before)) {
        continue;
      }
      stale.add(source);
      if (apply) {
        Files.writeString(source, after);
      }
    }
    for (Path source : stale) {
      System.err.println((apply ? "formatted " : "not formatted: ") + root.relativize(source));
    }
    if (!apply && !stale.isEmpty()) {
      System.err.println("try: mvn -N validate -Dformat=apply");
      System.exit(1);
    }
  }

  private static String format(Formatter formatter, String text, Path source) {
    try {
      String ordered = ImportOrderer.reorderImports(text, JavaFormatterOptions.Style.GOOGLE);
      return formatter.formatSource(RemoveUnusedImports.removeUnusedImports(ordered));
    } catch (Exception unparsable) {
      throw new IllegalStateException(source + " cannot be parsed", unparsable);
    }
  }

  private static List<Path> sources(Path root) throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> modules = Files.list(root)) {
      for (Path module : modules.filter(folder -> Files.isDirectory(folder.resolve("src"))).sorted().toList()) {
        try (Stream<Path> files = Files.walk(module.resolve("src"))) {
          files.filter(file -> file.toString().endsWith(".java")).sorted().forEach(found::add);
        }
      }
    }
    return found;
  }
}
