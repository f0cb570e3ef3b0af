package dev.gantry.process.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the kernel's list of processes. */
class ProcessTable {

  /** What the kernel counts start times in, on every architecture Linux runs on today. */
  private static final long TICKS_PER_SECOND = 100;

  private static final int STATE = 0;
  private static final int GROUP = 2;
  private static final int SESSION = 3;
  private static final int START = 19;

  private final Path proc;

  ProcessTable(Path proc) {
    this.proc = proc;
  }

  /**
   * A process.
   *
   * @param pid its number
   * @param group the number of its process group
   * @param session the number of its session
   * @param startMillis when it was started, in milliseconds since the machine was
   * @param isZombie whether it has ended and only waits to be collected
   */
  record Entry(long pid, long group, long session, long startMillis, boolean isZombie) {}

  /** All processes there are. */
  List<Entry> all() throws IOException {
    List<Entry> found = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(proc, "[0-9]*")) {
      for (Path folder : folders) {
        find(Long.parseLong(folder.getFileName().toString())).ifPresent(found::add);
      }
    }
    return found;
  }

  /** One process; empty if there is none of that number. */
  Optional<Entry> find(long pid) {
    try {
      byte[] stat = Files.readAllBytes(proc.resolve(Long.toString(pid)).resolve("stat"));
      return parse(pid, new String(stat, StandardCharsets.ISO_8859_1));
    } catch (IOException ended) {
      return Optional.empty();
    }
  }

  /** The fields after the name, which stands in parentheses and may hold anything. */
  static Optional<Entry> parse(long pid, String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
    if (fields.length <= START) {
      return Optional.empty();
    }
    return Optional.of(
        new Entry(
            pid,
            Long.parseLong(fields[GROUP]),
            Long.parseLong(fields[SESSION]),
            Long.parseLong(fields[START]) * 1000 / TICKS_PER_SECOND,
            fields[STATE].equals("Z") || fields[STATE].equals("X")));
  }
}
