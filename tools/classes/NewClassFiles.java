import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.constant.ClassDesc;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;

/**
 * Gives the classes of a jar the form of Java 8, if theirs is older: {@code NewClassFiles JAR}.
 *
 * <p>Java's AOT cache leaves classes of Java 5 out, because they have no stack maps, and verifies them at each start the
 * slow way (ADR 0036). What they do stays as it is. Nothing is done to a jar whose classes are new enough.
 */
final class NewClassFiles {

  private static final int JAVA_6 = 50;
  private static final int JAVA_8 = 52;

  private NewClassFiles() {}

  public static void main(String[] arguments) throws IOException {
    Path jar = Path.of(arguments[0]);
    FileTime time = Files.getLastModifiedTime(jar);
    boolean changed = false;
    try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()});
        FileSystem content = FileSystems.newFileSystem(jar);
        Stream<Path> files = Files.walk(content.getPath("/"))) {
      List<Path> classes = files.filter(file -> file.toString().endsWith(".class")).toList();
      for (Path file : classes) {
        changed |= renew(file, loader);
      }
      if (changed) {
        Path note = content.getPath("/META-INF/CHANGED.txt");
        Files.writeString(
            note,
            "The class files of this library were given the form of Java 8 by Gantry's build. Their code is unchanged.\n");
        date(note, time);
      }
    }
    Files.setLastModifiedTime(jar, time);
  }

  private static boolean renew(Path file, ClassLoader loader) throws IOException {
    ClassFile form =
        ClassFile.of(
            ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
            ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(loader)
                    .orElse(ClassHierarchyResolver.defaultResolver())));
    ClassModel old = form.parse(Files.readAllBytes(file));
    if (old.majorVersion() >= JAVA_6) {
      return false;
    }
    // Bodies are only laid out anew, with stack maps, where something passes through them.
    ClassTransform bodies = ClassTransform.transformingMethodBodies((body, part) -> body.with(part));
    ClassTransform version =
        ClassTransform.dropping(ClassFileVersion.class::isInstance)
            .andThen(ClassTransform.endHandler(to -> to.withVersion(JAVA_8, 0)));
    byte[] renewed = form.transformClass(old, bodies.andThen(version));
    // As old as before, so that two builds give the same jar.
    FileTime time = Files.getLastModifiedTime(file);
    Files.write(file, renewed);
    date(file, time);
    return true;
  }

  /** An entry that was written has more times than the last one. */
  private static void date(Path entry, FileTime time) throws IOException {
    Files.getFileAttributeView(entry, BasicFileAttributeView.class).setTimes(time, time, time);
  }
}
