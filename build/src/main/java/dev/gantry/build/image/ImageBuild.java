package dev.gantry.build.image;

import dev.gantry.build.image.Assembly.Assembled;
import dev.gantry.build.stack.StackFunction;
import dev.gantry.docker.BuildEvent;
import dev.gantry.docker.BuildOutcome;
import dev.gantry.docker.BuildRequest;
import dev.gantry.docker.Builds;
import dev.gantry.docker.EngineConnection;
import dev.gantry.docker.ImageReference;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Builds images of build folders on an engine. Thread-safe; blocks. */
public final class ImageBuild {

  private final Builds builds;

  public ImageBuild(EngineConnection engine) {
    this.builds = new Builds(engine);
  }

  /**
   * Builds the image of a function; an interrupt gives the build up. With {@code build_secrets} it
   * needs {@code docker buildx}.
   *
   * @param project where the paths of {@code build_secrets} begin
   * @param function which, for its build settings
   * @param assembled its build folder
   * @param image what the image will be called
   * @param listener is told what happens, on this or another thread
   */
  public BuildOutcome build(
      Path project,
      StackFunction function,
      Assembled assembled,
      ImageReference image,
      ImageOptions options,
      Consumer<BuildEvent> listener)
      throws InterruptedException {
    Map<String, String> secrets = function.build().secrets();
    return switch (Arguments.of(function.build(), assembled.template(), options)) {
      case Arguments.Unknown(String why) -> new BuildOutcome.Failed(why);
      case Arguments.Known(Map<String, String> arguments) -> {
        BuildRequest request = request(assembled, image, arguments, options);
        yield secrets.isEmpty()
            ? builds.build(request, listener)
            : new Buildx(request, files(project, secrets), null, false).run(listener);
      }
    };
  }

  /**
   * Builds the image of a function for its {@code platforms} and sends it to its registry; needs
   * {@code docker buildx}. Parameters as of {@link #build}.
   */
  public BuildOutcome publish(
      Path project,
      StackFunction function,
      Assembled assembled,
      ImageReference image,
      ImageOptions options,
      Consumer<BuildEvent> listener)
      throws InterruptedException {
    StackFunction.BuildSettings settings = function.build();
    return switch (Arguments.of(settings, assembled.template(), options)) {
      case Arguments.Unknown(String why) -> new BuildOutcome.Failed(why);
      case Arguments.Known(Map<String, String> arguments) ->
          new Buildx(
                  request(assembled, image, arguments, options),
                  files(project, settings.secrets()),
                  settings.platforms(),
                  true)
              .run(listener);
    };
  }

  private static BuildRequest request(
      Assembled assembled,
      ImageReference image,
      Map<String, String> arguments,
      ImageOptions options) {
    return new BuildRequest(
        assembled.folder(), image, arguments, options.labels(), options.noCache(), options.pull());
  }

  private static Map<String, Path> files(Path project, Map<String, String> secrets) {
    Map<String, Path> files = new LinkedHashMap<>();
    secrets.forEach(
        (id, file) -> files.put(id, project.resolve(file).toAbsolutePath().normalize()));
    return files;
  }
}
