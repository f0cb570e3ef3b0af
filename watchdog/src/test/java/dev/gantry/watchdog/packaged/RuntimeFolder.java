package dev.gantry.watchdog.packaged;

import java.io.IOException;
import java.nio.file.Path;

/** What {@code runtime/build} made, and spoiled copies of it. */
final class RuntimeFolder {

  private static final Path MODULE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();

  /** To be shown at {@code /opt/gantry}; never written to. */
  static final Path PATH = MODULE.resolve("target/runtime/opt/gantry");

  /** The build context of the image {@code gantry/watchdog}. */
  static final Path CONTEXT = MODULE.resolve("target/runtime");

  /** The script that makes it. */
  static final Path BUILD = MODULE.resolve("runtime/build");

  /** Programs in C that tests run as functions. */
  static final Path C_SOURCES = MODULE.resolve("src/test/c");

  /** Says how to put it into images. */
  static final Path DOCUMENTATION = MODULE.resolveSibling("docs/runtime.md");

  private RuntimeFolder() {}

  /** Copies it for a test that takes something out of it or replaces something. */
  static Path copyTo(Path folder) throws IOException, InterruptedException {
    Path copy = folder.resolve("gantry");
    Command.run("cp", "-a", PATH.toString(), copy.toString()).orFail();
    return copy;
  }
}
