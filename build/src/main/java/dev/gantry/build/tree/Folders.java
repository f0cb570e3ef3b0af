package dev.gantry.build.tree;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Copies and removes folders. Links are never followed. */
public final class Folders {

  private Folders() {}

  /**
   * Copies a file or a folder with all that is in it, over what is there.
   *
   * @param without folders that are left out
   */
  public static void copy(Path source, Path target, List<Path> without) throws IOException {
    List<Path> left = without.stream().map(path -> path.toAbsolutePath().normalize()).toList();
    Files.walkFileTree(
        source,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            if (left.contains(folder.toAbsolutePath().normalize())) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            Files.createDirectories(at(folder));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Path copied = at(file);
            Files.createDirectories(copied.getParent());
            Files.copy(
                file, copied, StandardCopyOption.REPLACE_EXISTING, LinkOption.NOFOLLOW_LINKS);
            return FileVisitResult.CONTINUE;
          }

          private Path at(Path found) {
            return target.resolve(source.relativize(found).toString()).normalize();
          }
        });
  }

  /** Removes a folder with all that is in it, if it is there. */
  public static void remove(Path folder) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
