package dev.gantry.watchdog.process;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What {@code /proc} says. */
final class Proc {

  private static final char GONE = '-';

  private Proc() {}

  /** The letter of a process's state, such as {@code Z} for a zombie; {@code -} if it is gone. */
  static char state(long pid) {
    List<String> fields = stat(pid);
    return fields.isEmpty() ? GONE : fields.getFirst().charAt(0);
  }

  /** The process group; 0 if it is gone. */
  static long group(long pid) {
    List<String> fields = stat(pid);
    return fields.isEmpty() ? 0 : Long.parseLong(fields.get(2));
  }

  static boolean isGone(long pid) {
    return state(pid) == GONE;
  }

  /** Waits until a process is gone, or a zombie that whoever inherited it has not reaped yet. */
  static void awaitEnd(long pid) throws Exception {
    eventually(() -> assertThat(state(pid)).isIn(GONE, 'Z'));
  }

  static int openDescriptors() {
    try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
      // One of them is the listing's own.
      return Math.toIntExact(files.count()) - 1;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** How many children of this JVM have ended without being reaped. */
  static long zombies() {
    String own = Long.toString(ProcessHandle.current().pid());
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      return processes
          .map(path -> path.getFileName().toString())
          .filter(name -> Character.isDigit(name.charAt(0)))
          .map(name -> stat(Long.parseLong(name)))
          .filter(fields -> !fields.isEmpty())
          .filter(fields -> fields.get(0).equals("Z") && fields.get(1).equals(own))
          .count();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The fields from the state on, behind the name in parentheses. */
  private static List<String> stat(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      return List.of(stat.substring(stat.lastIndexOf(')') + 2).trim().split(" "));
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      // ESRCH: it went while it was looked at.
      return List.of();
    }
  }
}
