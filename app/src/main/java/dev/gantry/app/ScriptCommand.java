package dev.gantry.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * A verb that is a script of the project's folder, which an installed program does not have: {@code
 * gantry images} and {@code gantry dist}.
 */
@Command
final class ScriptCommand implements Callable<Integer> {

  private static final int USAGE = 2;

  private final String verb;
  private final PrintWriter err;

  private ScriptCommand(String verb, PrintWriter err) {
    this.verb = verb;
    this.err = err;
  }

  /** Builds the container images. */
  static CommandLine images(PrintWriter err) {
    return line(
        "images",
        err,
        "Builds the images gantry/watchdog, gantry/gateway and gantry/samples; needs no network.",
        "",
        "GANTRY_TAG (default: latest) is the tag of the images, DOCKER_HOST the engine that builds"
            + " them.");
  }

  /** Makes what people install (ADR 0040). */
  static CommandLine dist(PrintWriter err) {
    return line(
        "dist",
        err,
        "Makes the archive and the Debian package, which run on a machine without a JDK.");
  }

  private static CommandLine line(
      String verb, PrintWriter err, String description, String... footer) {
    CommandLine line = new CommandLine(new ScriptCommand(verb, err));
    line.getCommandSpec().name(verb).usageMessage().description(description).footer(footer);
    return line;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path script = UpCommand.home().resolve(verb).resolve("build");
    if (!Files.isExecutable(script)) {
      err.println("error: could not run 'gantry " + verb + "': " + script + " is not there");
      err.println("  try: ./gantry " + verb + " in a folder with Gantry's sources");
      return USAGE;
    }
    return new ProcessBuilder(script.toString()).inheritIO().start().waitFor();
  }
}
