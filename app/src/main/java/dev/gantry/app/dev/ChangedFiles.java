package dev.gantry.app.dev;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells which files changed below some folders, in bursts: an editor that saves writes, renames and
 * deletes several, and they are one change. Used by one thread; any may close it.
 */
final class ChangedFiles implements AutoCloseable {

  private static final Duration QUIET = Duration.ofMillis(100);

  /** What tools write that is no source; a change of it would set off another one. */
  private static final Set<String> NOT_WATCHED =
      Set.of(".git", "node_modules", "__pycache__", "target", "build", "bin", "obj", "vendor");

  private final WatchService service;
  private final Map<WatchKey, Path> folders = new HashMap<>();

  ChangedFiles(Path anywhere) throws IOException {
    this.service = anywhere.getFileSystem().newWatchService();
  }

  /** Watches a folder and everything below it. */
  void watchTree(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path inner, BasicFileAttributes attributes)
              throws IOException {
            if (!inner.equals(folder) && NOT_WATCHED.contains(inner.getFileName().toString())) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            watch(inner);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Watches the entries of a folder alone. */
  void watch(Path folder) throws IOException {
    folders.put(folder.register(service, ENTRY_CREATE, ENTRY_MODIFY, ENTRY_DELETE), folder);
  }

  /**
   * Waits for a change and for the quiet after it.
   *
   * @return the files that changed; a folder whose events were too many stands for all in it
   */
  Set<Path> await() throws InterruptedException, IOException {
    Set<Path> changed = new HashSet<>();
    @Nullable WatchKey key = service.take();
    while (key != null) {
      take(key, changed);
      key = service.poll(QUIET.toMillis(), TimeUnit.MILLISECONDS);
    }
    return changed;
  }

  private void take(WatchKey key, Set<Path> changed) throws IOException {
    Path folder = folders.get(key);
    for (WatchEvent<?> event : key.pollEvents()) {
      if (folder != null) {
        Path file = event.context() instanceof Path name ? folder.resolve(name) : folder;
        changed.add(file);
        if (event.kind().equals(ENTRY_CREATE) && Files.isDirectory(file)) {
          watchTree(file);
        }
      }
    }
    if (!key.reset()) {
      folders.remove(key);
    }
  }

  @Override
  public void close() throws IOException {
    service.close();
  }
}
