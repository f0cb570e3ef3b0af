package dev.gantry.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.exception.NotFoundException;
import dev.gantry.docker.BuildEvent.Cached;
import dev.gantry.docker.BuildEvent.Line;
import dev.gantry.docker.BuildEvent.Step;
import dev.gantry.docker.BuildOutcome.Built;
import dev.gantry.docker.BuildOutcome.Failed;
import dev.gantry.docker.BuildOutcome.StepFailed;
import dev.gantry.docker.PushOutcome.Denied;
import dev.gantry.docker.PushOutcome.NotThere;
import dev.gantry.docker.PushOutcome.Unreachable;
import dev.gantry.tck.registry.TestRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A real engine builds from scratch, with busybox as the only program. */
@ExtendWith(EngineCondition.class)
@Timeout(120)
class BuildsIT {

  private static final String IMAGE = "gantry-test/builds-" + ProcessHandle.current().pid() + ":1";

  private final EngineConnection engine = EngineConnection.open(Optional.empty());
  private final Builds builds = new Builds(engine);
  private final List<BuildEvent> events = new CopyOnWriteArrayList<>();

  @TempDir private Path context;

  @BeforeEach
  void addBusybox() throws IOException {
    Files.createDirectories(context.resolve("bin"));
    Files.copy(Path.of("/bin/busybox"), context.resolve("bin/busybox"));
    assertThat(context.resolve("bin/busybox").toFile().setExecutable(true)).isTrue();
    Files.createSymbolicLink(context.resolve("bin/sh"), Path.of("busybox"));
  }

  @AfterEach
  void removeImage() {
    try {
      engine.client().removeImageCmd(IMAGE).withForce(true).exec();
    } catch (NotFoundException neverBuilt) {
      assertThat(neverBuilt).hasMessageContaining("No such image");
    }
    engine.close();
  }

  private BuildOutcome build(String dockerfile, Map<String, String> arguments) throws Exception {
    Files.writeString(context.resolve("Dockerfile"), dockerfile);
    BuildRequest request =
        new BuildRequest(context, reference(IMAGE), arguments, Map.of("team", "red"), false, false);
    return builds.build(request, events::add);
  }

  private static TestRegistry registry() throws IOException {
    return TestRegistry.start(
        Optional.of("ann:secret"),
        (name, content) -> new Archive().file(name, 0444, content).bytes());
  }

  private static ImageReference reference(String text) {
    return ImageReference.parse(text).orElseThrow();
  }

  private static final String DOCKERFILE =
      """
      FROM scratch
      ARG GREETING=hello
      COPY bin/ /bin/
      RUN echo "$GREETING from the build"
      ENV greeting=$GREETING
      """;

  @Test
  void buildsWithArgumentsLabelsAndEvents() throws Exception {
    BuildOutcome outcome = build(DOCKERFILE, Map.of("GREETING", "bonjour"));

    assertThat(outcome).isInstanceOf(Built.class);
    assertThat(events)
        .contains(new Step(1, 6, "FROM scratch"), new Line("bonjour from the build"))
        .doesNotContain(new Cached());
    assertThat(new Images(engine).find(reference(IMAGE)).orElseThrow().variables())
        .containsEntry("greeting", "bonjour");
    assertThat(engine.client().inspectImageCmd(IMAGE).exec().getConfig().getLabels())
        .containsEntry("team", "red");
    assertThat(new Images(engine).find(reference(IMAGE)).orElseThrow().id())
        .contains(((Built) outcome).id());

    events.clear();
    build(DOCKERFILE, Map.of("GREETING", "bonjour"));
    assertThat(events).contains(new Cached()).doesNotContain(new Line("bonjour from the build"));
  }

  @Test
  void namesTheStepThatFailed() throws Exception {
    BuildOutcome outcome =
        build("FROM scratch\nCOPY bin/ /bin/\nRUN echo first; echo second >&2; exit 3\n", Map.of());

    assertThat(outcome)
        .isInstanceOfSatisfying(
            StepFailed.class,
            failed -> {
              assertThat(failed.step().number()).isEqualTo(3);
              assertThat(failed.step().instruction()).startsWith("RUN echo first");
              assertThat(failed.why()).contains("returned a non-zero code: 3");
              assertThat(failed.output()).containsExactlyInAnyOrder("first", "second");
            });
  }

  @Test
  void saysInTheEnginesWordsWhyNothingBegan() throws Exception {
    assertThat(build("FORM scratch\n", Map.of()))
        .isInstanceOfSatisfying(
            Failed.class, failed -> assertThat(failed.why()).contains("unknown instruction: FORM"));
    Files.delete(context.resolve("Dockerfile"));
    BuildRequest request =
        new BuildRequest(context, reference(IMAGE), Map.of(), Map.of(), false, false);
    assertThat(builds.build(request, events::add))
        .isInstanceOfSatisfying(
            Failed.class, failed -> assertThat(failed.why()).contains("Dockerfile"));
  }

  @Test
  void saysThatNoEngineAnswers() throws Exception {
    try (EngineConnection none =
        EngineConnection.open(Optional.of("unix://" + context.resolve("none.sock")))) {
      Files.writeString(context.resolve("Dockerfile"), DOCKERFILE);
      BuildRequest request =
          new BuildRequest(context, reference(IMAGE), Map.of(), Map.of(), false, false);

      assertThat(new Builds(none).build(request, events::add))
          .isInstanceOfSatisfying(
              Failed.class,
              failed -> assertThat(failed.why()).startsWith("the Docker engine does not answer"));
    }
  }

  @Test
  void saysWhyAnImageCannotBePushed() throws Exception {
    Images images = new Images(engine);
    assertThat(images.push(reference("127.0.0.1:9/no/image:1"), Optional.empty(), _ -> {}))
        .isInstanceOf(NotThere.class);
    build(DOCKERFILE, Map.of());
    try (TestRegistry registry = registry()) {
      String name = registry.host() + "/team/image:1";
      engine.client().tagImageCmd(IMAGE, registry.host() + "/team/image", "1").exec();
      try {
        assertThat(images.push(reference(name), Optional.empty(), _ -> {}))
            .isInstanceOf(Denied.class);
      } finally {
        engine.client().removeImageCmd(name).exec();
      }
    }
    engine.client().tagImageCmd(IMAGE, "127.0.0.1:9/team/image", "1").exec();
    assertThat(images.push(reference("127.0.0.1:9/team/image:1"), Optional.empty(), _ -> {}))
        .isInstanceOf(Unreachable.class);
    engine.client().removeImageCmd("127.0.0.1:9/team/image:1").exec();
  }
}
