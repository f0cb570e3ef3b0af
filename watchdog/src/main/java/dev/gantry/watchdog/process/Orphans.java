package dev.gantry.watchdog.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Collects the processes that this program inherits, as the first process of a container does: what
 * a function's process leaves behind becomes a child of ours when that ends, and stays a zombie,
 * holding a process number, until somebody waits for it.
 *
 * <p>As a ledger it knows which children are not inherited; those are left to who started them. It
 * looks for the others after a process has ended, and every 5 s while there is a process that could
 * leave one behind or is one, but once a second at most and not at all otherwise. SIGCHLD would say
 * more exactly when to look, at the price of a thread of the JVM for each process that ends.
 */
public final class Orphans implements ProcessLedger {

  private static final Path PROC = Path.of("/proc");
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final long LOOK_AGAIN = 5;

  private final String self = Long.toString(ProcessHandle.current().pid());
  private final Set<Long> known = ConcurrentHashMap.newKeySet();
  private final Semaphore changes = new Semaphore(0);

  /** Seen as zombies at the last look. Used by the collecting thread. */
  private Set<Long> seen = Set.of();

  /** Whether there were inherited processes at the last look. Used by the collecting thread. */
  private boolean hasInherited;

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
    changed();
  }

  @Override
  public void ended(long pid) {
    known.remove(pid);
    changed();
  }

  private void changed() {
    if (changes.availablePermits() == 0) {
      changes.release();
    }
  }

  private void run() {
    try {
      while (true) {
        awaitReason();
        do {
          collect();
          Thread.sleep(PAUSE);
        } while (!seen.isEmpty());
      }
    } catch (InterruptedException e) {
      // Nobody interrupts this thread; if somebody does, it ends.
      Thread.currentThread().interrupt();
    }
  }

  private void awaitReason() throws InterruptedException {
    if (known.isEmpty() && !hasInherited) {
      changes.acquire();
    } else {
      var _ = changes.tryAcquire(LOOK_AGAIN, TimeUnit.SECONDS);
    }
    changes.drainPermits();
  }

  /**
   * Collects the zombies that were there at the last look already: a child that ended in the moment
   * between its start and {@link #started} is none of ours.
   */
  void collect() {
    Set<Long> zombies = new HashSet<>();
    hasInherited = false;
    for (Child child : children()) {
      if (!known.contains(child.pid())) {
        hasInherited = true;
        if (child.isZombie()) {
          zombies.add(child.pid());
        }
      }
    }
    for (long pid : zombies) {
      if (seen.contains(pid)) {
        WaitId.reap(Math.toIntExact(pid));
      }
    }
    zombies.removeAll(seen);
    seen = zombies;
  }

  private record Child(long pid, boolean isZombie) {}

  private List<Child> children() {
    List<Child> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(PROC)) {
      for (Path file : files) {
        if (Character.isDigit(file.getFileName().toString().charAt(0))) {
          addIfOurs(file, found);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // Without /proc nothing is collected.
    }
    return found;
  }

  /** The state and the parent stand behind the name, which may hold anything but ends with a ). */
  private void addIfOurs(Path process, List<Child> found) {
    try {
      String stat = Files.readString(process.resolve("stat"), StandardCharsets.ISO_8859_1);
      int name = stat.lastIndexOf(')');
      if (stat.startsWith(" " + self + " ", name + 3)) {
        long pid = Long.parseLong(process.getFileName().toString());
        found.add(new Child(pid, stat.charAt(name + 2) == 'Z'));
      }
    } catch (IOException e) {
      // It went while it was looked at.
    }
  }
}
