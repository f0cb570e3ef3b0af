package dev.gantry.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code gantry images}: builds the container images, with the script that lies in the project. */
@Command(
    name = "images",
    description =
        "Builds the images gantry/watchdog, gantry/gateway and gantry/samples; needs no network.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "GANTRY_TAG (default: latest) is the tag of the images, DOCKER_HOST the engine that builds them."
    })
final class ImagesCommand implements Callable<Integer> {

  private static final int USAGE = 2;

  private final PrintWriter err;

  private ImagesCommand(PrintWriter err) {
    this.err = err;
  }

  static CommandLine line(PrintWriter err) {
    return new CommandLine(new ImagesCommand(err));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path script = UpCommand.home().resolve("images").resolve("build");
    if (!Files.isExecutable(script)) {
      err.println("error: could not build the images: " + script + " is not there");
      err.println("  try: ./gantry images in the project's folder");
      return USAGE;
    }
    return new ProcessBuilder(script.toString()).inheritIO().start().waitFor();
  }
}
