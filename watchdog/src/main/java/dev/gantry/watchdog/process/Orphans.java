package dev.gantry.watchdog.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Collects the processes that this program inherits, as the first process of a container does: what
 * a function's process leaves behind becomes a child of ours when that ends, and stays a zombie,
 * holding a process number, until somebody waits for it.
 *
 * <p>As a ledger it knows which children are not inherited; those are left to who started them. It
 * looks for the others after a process has ended, once a second at most and not at all while
 * nothing is started, so an orphan may be a zombie until the next call.
 */
public final class Orphans implements ProcessLedger {

  private static final Path PROC = Path.of("/proc");
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final String self = Long.toString(ProcessHandle.current().pid());
  private final Set<Long> known = ConcurrentHashMap.newKeySet();
  private final Semaphore ends = new Semaphore(0);

  /** Seen as zombies at the last look. Used by the collecting thread. */
  private Set<Long> seen = Set.of();

  /** Whether this program inherits processes, because it is the first one. */
  public static boolean areInherited() {
    return ProcessHandle.current().pid() == 1;
  }

  /** Collects on a daemon thread of its own, which lives as long as the JVM. */
  public static Orphans collected() {
    Orphans orphans = new Orphans();
    Thread.ofPlatform().daemon().name("gantry-orphans").start(orphans::run);
    return orphans;
  }

  @Override
  public void started(long pid) {
    known.add(pid);
  }

  @Override
  public void ended(long pid) {
    known.remove(pid);
    if (ends.availablePermits() == 0) {
      ends.release();
    }
  }

  private void run() {
    try {
      while (true) {
        ends.acquire();
        ends.drainPermits();
        collect();
        do {
          Thread.sleep(PAUSE);
          collect();
        } while (!seen.isEmpty());
      }
    } catch (InterruptedException e) {
      // Nobody interrupts this thread; if somebody does, it ends.
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Collects the zombies that were there at the last look already: a child that ended in the moment
   * between its start and {@link #started} is none of ours.
   */
  void collect() {
    Set<Long> zombies = zombies();
    zombies.removeAll(known);
    zombies.stream().filter(seen::contains).forEach(pid -> WaitId.reap(Math.toIntExact(pid)));
    zombies.removeAll(seen);
    seen = zombies;
  }

  private Set<Long> zombies() {
    Set<Long> found = new HashSet<>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path process : processes) {
        if (isOurZombie(process)) {
          found.add(Long.parseLong(process.getFileName().toString()));
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // Without /proc nothing is collected.
    }
    return found;
  }

  /** The state and the parent stand behind the name, which may hold anything but ends with a ). */
  private boolean isOurZombie(Path process) {
    try {
      String stat = Files.readString(process.resolve("stat"), StandardCharsets.ISO_8859_1);
      return stat.startsWith(") Z " + self + " ", stat.lastIndexOf(')'));
    } catch (IOException e) {
      return false; // It went while it was looked at.
    }
  }
}
