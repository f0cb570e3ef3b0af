package dev.gantry.process.log;

import dev.gantry.api.FunctionName;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The logs in one folder, whose names are those of the functions. Thread-safe. */
public final class FunctionLogs implements AutoCloseable {

  private final Path folder;
  private final long fileLimit;
  private final Clock clock;
  private final Map<FunctionName, FunctionLog> open = new ConcurrentHashMap<>();

  /**
   * @param folder where the files lie
   * @param fileLimit the size in bytes at which a file becomes the previous one; two are kept
   * @param clock tells when a line was written
   */
  public FunctionLogs(Path folder, long fileLimit, Clock clock) {
    this.folder = folder;
    this.fileLimit = fileLimit;
    this.clock = clock;
  }

  /** The log of a function, with the lines of earlier lives. */
  public FunctionLog of(FunctionName name) {
    return open.computeIfAbsent(name, any -> new FunctionLog(name, folder, fileLimit, clock));
  }

  /** Ends the streams of those who read a function's log, and removes its files. */
  public void remove(FunctionName name) throws IOException {
    of(name).remove();
    open.remove(name);
  }

  @Override
  public void close() {
    open.values().forEach(FunctionLog::end);
  }

  /** Removes the logs of all functions but these: what a killed process did not get to. */
  public void keep(Set<FunctionName> names) throws IOException {
    Set<String> known = names.stream().map(FunctionName::toString).collect(Collectors.toSet());
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.log{,.1}")) {
      for (Path file : files) {
        String name = file.getFileName().toString().replaceFirst("\\.log(\\.1)?$", "");
        if (!known.contains(name)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }
}
