package dev.gantry.cli.verb;

import java.nio.file.Path;
import java.util.Optional;

/** Where the program's files lie: the project, or an unpacked distribution. */
public final class ProgramFolder {

  private ProgramFolder() {}

  /** What the launcher says in the system property {@code gantry.home}; empty without one. */
  public static Optional<Path> find() {
    return Optional.ofNullable(System.getProperty("gantry.home"))
        .filter(home -> !home.isEmpty())
        .map(home -> Path.of(home).toAbsolutePath());
  }
}
