package dev.gantry.build.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.build.stack.FunctionFilter;
import dev.gantry.build.stack.StackFile;
import dev.gantry.build.stack.StackFileReader;
import dev.gantry.build.stack.StackFunction;
import dev.gantry.build.stack.StackReading;
import dev.gantry.build.template.TemplateLibrary;
import dev.gantry.build.yaml.Substitution;
import dev.gantry.docker.ImageReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchdogImageTest {

  private static final ImageOptions NONE = ImageOptions.NONE;

  @TempDir private Path project;

  /** Which one a function of a Dockerfile of its own needs. */
  private Optional<String> needed(String dockerfile, String ofStack, ImageOptions options)
      throws IOException {
    Path handler = Files.createDirectories(project.resolve("hello"));
    Files.writeString(handler.resolve("Dockerfile"), dockerfile);
    Path file = project.resolve("stack.yml");
    String arguments = ofStack.isEmpty() ? "" : "    build_args: {WATCHDOG: \"" + ofStack + "\"}\n";
    Files.writeString(
        file,
        """
        version: "1.0"
        provider: {name: openfaas}
        functions:
          hello:
            lang: dockerfile
            handler: ./hello
            image: hello:latest
        """
            + arguments);
    StackReading reading = new StackFileReader(Substitution.NONE, FunctionFilter.ALL).read(file);
    StackFile stack = ((StackReading.Read) reading).stack();
    StackFunction function = stack.functions().getFirst();
    Assembly assembled =
        new FunctionBuild(stack, new TemplateLibrary(project), project.resolve("build"))
            .assemble(function);
    return WatchdogImage.neededBy(function, (Assembly.Assembled) assembled, options)
        .map(ImageReference::text);
  }

  private static ImageOptions typed(String watchdog) {
    return new ImageOptions(Map.of("WATCHDOG", watchdog), Map.of(), false, false);
  }

  @Test
  void isTheOneThatTheNearestToThePersonSays() throws Exception {
    String dockerfile = "ARG WATCHDOG=gantry/watchdog:latest\nFROM ${WATCHDOG} AS watchdog\n";

    assertThat(needed(dockerfile, "", NONE)).hasValue("gantry/watchdog:latest");
    assertThat(needed(dockerfile, "gantry/watchdog:2", NONE)).hasValue("gantry/watchdog:2");
    assertThat(needed(dockerfile, "gantry/watchdog:2", typed("gantry/watchdog:3")))
        .hasValue("gantry/watchdog:3");
  }

  @Test
  void isNoneWhereAnotherImageIsMeant() throws Exception {
    String dockerfile = "ARG WATCHDOG=gantry/watchdog\nFROM ${WATCHDOG} AS watchdog\n";

    assertThat(needed(dockerfile, "team/watchdog:1", NONE)).isEmpty();
    assertThat(needed(dockerfile, "", typed("registry.example.com/gantry/watchdog"))).isEmpty();
    assertThat(needed("FROM team/classic-watchdog AS watchdog\n", "", NONE)).isEmpty();
    assertThat(needed("FROM a\n", "", typed("gantry/watchdog"))).isEmpty();
  }
}
