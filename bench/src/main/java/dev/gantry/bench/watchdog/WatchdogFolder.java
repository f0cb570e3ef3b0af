package dev.gantry.bench.watchdog;

import dev.gantry.bench.drive.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The packaged runtime folder.
 *
 * @param home where it is; its launcher only runs at {@code /opt/gantry}
 */
record WatchdogFolder(Path home) {

  /**
   * The folder at its one place.
   *
   * @throws IOException if nothing is there
   */
  static WatchdogFolder find() throws IOException {
    WatchdogFolder folder = new WatchdogFolder(Path.of("/opt/gantry"));
    if (!Files.isExecutable(folder.launcher())) {
      throw new IOException(
          folder.launcher()
              + " is not there\n  try: bench/run watchdog, which shows the folder there");
    }
    return folder;
  }

  Path launcher() {
    return home.resolve("fwatchdog");
  }

  String version() throws InterruptedException {
    return Tools.firstLine(launcher().toString(), "-version");
  }

  /** All regular files, with what they hold, not what the disk needs for it. */
  long bytes() throws IOException {
    long sum = 0;
    for (Path file : files()) {
      sum += Files.size(file);
    }
    return sum;
  }

  List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(home)) {
      return all.filter(path -> Files.isRegularFile(path) && !Files.isSymbolicLink(path)).toList();
    }
  }
}
