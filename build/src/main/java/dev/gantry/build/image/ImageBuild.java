package dev.gantry.build.image;

import dev.gantry.build.image.Assembly.Assembled;
import dev.gantry.build.stack.StackFunction;
import dev.gantry.docker.BuildEvent;
import dev.gantry.docker.BuildOutcome;
import dev.gantry.docker.BuildRequest;
import dev.gantry.docker.Builds;
import dev.gantry.docker.EngineConnection;
import dev.gantry.docker.ImageReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Builds images of build folders on an engine. Thread-safe; blocks. */
public final class ImageBuild {

  private final Builds builds;

  public ImageBuild(EngineConnection engine) {
    this.builds = new Builds(engine);
  }

  /**
   * Builds the image of a function; an interrupt gives the build up.
   *
   * @param function which, for its build settings
   * @param assembled its build folder
   * @param image what the image will be called
   * @param listener is told what happens, on another thread
   */
  public BuildOutcome build(
      StackFunction function,
      Assembled assembled,
      ImageReference image,
      ImageOptions options,
      Consumer<BuildEvent> listener)
      throws InterruptedException {
    Map<String, String> arguments = new LinkedHashMap<>(function.build().arguments());
    Optional<String> unknown = packages(function, assembled, arguments);
    if (unknown.isPresent()) {
      return new BuildOutcome.Failed(unknown.get());
    }
    arguments.putAll(options.arguments());
    return builds.build(
        new BuildRequest(
            assembled.folder(),
            image,
            arguments,
            options.labels(),
            options.noCache(),
            options.pull()),
        listener);
  }

  /** Adds the packages of the build options as the argument that templates install. */
  private static Optional<String> packages(
      StackFunction function, Assembled assembled, Map<String, String> arguments) {
    Map<String, List<String>> known = assembled.template().buildOptions();
    List<String> packages = new ArrayList<>();
    String given = arguments.getOrDefault("ADDITIONAL_PACKAGE", "");
    if (!given.isBlank()) {
      packages.add(given);
    }
    for (String option : function.build().options()) {
      if (!known.containsKey(option)) {
        return Optional.of(
            "build_options: \""
                + option
                + "\" (expected: "
                + String.join(", ", known.keySet())
                + ")");
      }
      packages.addAll(known.get(option));
    }
    if (!packages.isEmpty()) {
      arguments.put("ADDITIONAL_PACKAGE", String.join(" ", packages));
    }
    return Optional.empty();
  }
}
