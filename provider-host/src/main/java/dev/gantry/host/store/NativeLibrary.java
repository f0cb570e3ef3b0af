package dev.gantry.host.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * Says where SQLite's native library is unpacked: the data folder, which is private, unless nothing
 * may be executed there; then the folder for temporary files, as the driver does by itself. Whoever
 * sets {@code org.sqlite.tmpdir} decides instead.
 */
final class NativeLibrary {

  private static final String PLACE = "org.sqlite.tmpdir";
  private static final Path MOUNTS = Path.of("/proc/self/mounts");

  private NativeLibrary() {}

  /** Names the folder; what a killed program left in it is removed. */
  static void unpackInto(Path folder) throws IOException {
    if (System.getProperty(PLACE) != null || forbidsExecution(folder, mounts())) {
      return;
    }
    if (!Files.isDirectory(folder)) {
      Files.createDirectory(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    }
    System.setProperty(PLACE, folder.toString());
  }

  /** Whether the deepest mount that holds the folder has the option {@code noexec}. */
  static boolean forbidsExecution(Path folder, List<String> mounts) {
    Path deepest = Path.of("/");
    boolean forbidden = false;
    for (String line : mounts) {
      String[] fields = line.split(" ", -1);
      if (fields.length < 4) {
        continue;
      }
      Path point = Path.of(fields[1].replace("\\040", " "));
      if (folder.startsWith(point) && point.getNameCount() >= deepest.getNameCount()) {
        deepest = point;
        forbidden = List.of(fields[3].split(",", -1)).contains("noexec");
      }
    }
    return forbidden;
  }

  private static List<String> mounts() throws IOException {
    return Files.isReadable(MOUNTS)
        ? Files.readString(MOUNTS, StandardCharsets.ISO_8859_1).lines().toList()
        : List.of();
  }
}
