package dev.gantry.process.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

  static void unpackInto(Path folder) throws IOException {
    if (System.getProperty(PLACE) == null && !forbidsExecution(folder, mounts())) {
      System.setProperty(PLACE, folder.toString());
    }
  }

  /** Whether the deepest mount that holds the folder has the option {@code noexec}. */
  static boolean forbidsExecution(Path folder, List<String> mounts) {
    Path deepest = Path.of("/");
    boolean forbidden = false;
    for (String line : mounts) {
      String[] fields = line.split(" ");
      if (fields.length < 4) {
        continue;
      }
      Path point = Path.of(fields[1].replace("\\040", " "));
      if (folder.startsWith(point) && point.getNameCount() >= deepest.getNameCount()) {
        deepest = point;
        forbidden = List.of(fields[3].split(",")).contains("noexec");
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
