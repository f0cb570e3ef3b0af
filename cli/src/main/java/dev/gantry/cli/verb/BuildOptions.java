package dev.gantry.cli.verb;

import dev.gantry.build.image.ImageOptions;
import dev.gantry.cli.terminal.Failure;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options of image builds, the same for {@code build} and {@code up}. */
public final class BuildOptions {

  @Option(names = "--no-cache", description = "Do every step of a build anew.")
  private boolean noCache;

  @Option(names = "--pull", description = "Look for newer base images.")
  private boolean pull;

  @Option(
      names = {"-b", "--build-arg"},
      paramLabel = "NAME=VALUE",
      description = "Build argument. May be repeated.")
  private Map<String, String> arguments = new LinkedHashMap<>();

  @Option(
      names = "--build-label",
      paramLabel = "NAME=VALUE",
      description = "Label of the image. May be repeated.")
  private Map<String, String> labels = new LinkedHashMap<>();

  @Option(
      names = "--parallel",
      paramLabel = "NUMBER",
      description = "How many functions are worked on at once. Default: 1")
  private int parallel = 1;

  ImageOptions image() {
    return new ImageOptions(arguments, labels, noCache, pull);
  }

  int parallel() throws Failure {
    if (parallel < 1) {
      throw Failure.usage("--parallel: " + parallel + " (expected: at least 1)", "");
    }
    return parallel;
  }
}
