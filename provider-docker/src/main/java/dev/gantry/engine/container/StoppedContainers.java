package dev.gantry.engine.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * Remembers in files which containers rest stopped, so that after a crash of this program they are
 * told from those that crashed themselves; a container's labels cannot be changed. Thread-safe.
 */
final class StoppedContainers {

  private final Path folder;

  /**
   * @throws IOException if the folder cannot be made
   */
  StoppedContainers(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  void add(String containerId) throws IOException {
    try {
      Files.createFile(folder.resolve(containerId));
    } catch (FileAlreadyExistsException already) {
      // An earlier rest was not forgotten; that is what is wanted now.
    }
  }

  void remove(String containerId) {
    try {
      Files.deleteIfExists(folder.resolve(containerId));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  boolean has(String containerId) {
    return Files.exists(folder.resolve(containerId));
  }

  /** Forgets all but these. */
  void keep(Set<String> containerIds) throws IOException {
    try (var files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        if (!containerIds.contains(file.getFileName().toString())) {
          Files.deleteIfExists(file);
        }
      }
    }
  }
}
