package dev.gantry.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.build.image.ImageBuild;
import dev.gantry.build.image.ImageOptions;
import dev.gantry.docker.BuildOutcome;
import dev.gantry.docker.EngineConnection;
import dev.gantry.docker.ImageReference;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A template's image and what it is based on, both gone when it is closed.
 *
 * @param name the image, once it is built
 * @param base stands in for a public image
 */
record TemplateImage(String name, String base) implements AutoCloseable {

  /** Its base alone: programs and files of this machine, a shell, and variables. */
  static TemplateImage on(String name, List<String> files) throws Exception {
    String repository = "gantry-test/" + name + "-" + ProcessHandle.current().pid();
    TemplateImage image = new TemplateImage(repository + ":1", repository + ":base");
    List<String> command = new ArrayList<>(List.of("tools/base-image", image.base));
    command.addAll(files);
    Command.run(Map.of(), command).orFail();
    return image;
  }

  /** Builds it by our own code, with another image in the place of those that build. */
  void build(TemplateProject project, String watchdog, String builder) throws Exception {
    Map<String, String> arguments =
        Map.of("WATCHDOG", watchdog, "BASE", base, "BUILDER", builder, "COMPOSER", builder);
    try (EngineConnection engine = EngineConnection.open(Optional.empty())) {
      BuildOutcome outcome =
          new ImageBuild(engine)
              .build(
                  Path.of(""),
                  project.function(),
                  project.assembled(),
                  ImageReference.parse(name).orElseThrow(),
                  new ImageOptions(arguments, Map.of(), false, false),
                  _ -> {});
      assertThat(outcome).isInstanceOf(BuildOutcome.Built.class);
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    Command.run("docker", "rmi", "--force", name, base);
  }
}
