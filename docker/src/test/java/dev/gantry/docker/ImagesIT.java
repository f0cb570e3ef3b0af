package dev.gantry.docker;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.exception.NotFoundException;
import dev.gantry.docker.PullOutcome.Denied;
import dev.gantry.docker.PullOutcome.NotThere;
import dev.gantry.docker.PullOutcome.Pulled;
import dev.gantry.docker.PullOutcome.Unreachable;
import dev.gantry.tck.registry.TestRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A real engine pulls from a registry on loopback. */
@ExtendWith(EngineCondition.class)
@Timeout(120)
class ImagesIT {

  private static final Optional<RegistryCredentials> NOBODY = Optional.empty();

  private final EngineConnection engine = EngineConnection.open(Optional.empty());
  private final Images images = new Images(engine);
  private final List<String> pulled = new ArrayList<>();

  @AfterEach
  void removeImages() {
    for (String image : pulled) {
      try {
        engine.client().removeImageCmd(image).withForce(true).exec();
      } catch (NotFoundException neverCame) {
        assertThat(neverCame).hasMessageContaining("No such image");
      }
    }
    engine.close();
  }

  private static TestRegistry registry(Optional<String> user) throws IOException {
    return TestRegistry.start(
        user, (name, content) -> new Archive().file(name, 0444, content).bytes());
  }

  private static ImageReference reference(String text) {
    return ImageReference.parse(text).orElseThrow();
  }

  @Test
  void pullsWithProgressOverAllLayers() throws Exception {
    try (TestRegistry registry = registry(Optional.empty())) {
      ImageReference image = reference(put(registry, "team/slow"));
      List<Double> progress = new CopyOnWriteArrayList<>();
      assertThat(images.find(image)).isEmpty();
      FutureTask<PullOutcome> pull =
          new FutureTask<>(() -> images.pull(image, NOBODY, progress::add));
      Thread.startVirtualThread(pull);

      // Of two layers one is there and the other one is half done.
      eventually(() -> assertThat(progress).anyMatch(part -> part > 0.5 && part < 1));
      assertThat(pull.isDone()).isFalse();
      registry.sendTheRest();

      assertThat(pull.get()).isEqualTo(new Pulled());
      assertThat(progress).isSorted().last().isEqualTo(1.0);
      assertThat(images.find(image).orElseThrow().variables()).containsEntry("greeting", "hello");
    }
  }

  @Test
  void pullsWithTheCredentialsThatWereSent() throws Exception {
    try (TestRegistry registry = registry(Optional.of("ann:secret"))) {
      registry.sendTheRest();
      ImageReference image = reference(put(registry, "team/private"));

      assertThat(images.pull(image, NOBODY, _ -> {}))
          .isInstanceOfSatisfying(
              Denied.class, denied -> assertThat(denied.why()).contains(registry.host()));
      assertThat(images.pull(image, Optional.of(new RegistryCredentials("ann", "no")), _ -> {}))
          .isInstanceOf(Denied.class);
      assertThat(images.find(image)).isEmpty();
      assertThat(images.pull(image, RegistryCredentials.parse("YW5uOnNlY3JldA=="), _ -> {}))
          .isEqualTo(new Pulled());
    }
  }

  @Test
  void pullsByDigestAndWithoutTag() throws Exception {
    try (TestRegistry registry = registry(Optional.empty())) {
      registry.sendTheRest();
      String latest = registry.put("latest", "latest", "a=b");
      String untagged = latest.substring(0, latest.lastIndexOf(':'));
      pulled.add(latest);

      assertThat(images.pull(reference(untagged), NOBODY, _ -> {})).isEqualTo(new Pulled());

      assertThat(images.find(reference(untagged))).isPresent();
      var digests = engine.client().inspectImageCmd(latest).exec().getRepoDigests();
      assertThat(images.pull(reference(digests.getFirst()), NOBODY, _ -> {}))
          .isEqualTo(new Pulled());
    }
  }

  @Test
  void tellsWhatIsNotThereFromWhatCannotBeReached() throws Exception {
    String host;
    try (TestRegistry registry = registry(Optional.empty())) {
      host = registry.host();
      assertThat(images.pull(reference(host + "/team/none:1"), NOBODY, _ -> {}))
          .isInstanceOfSatisfying(
              NotThere.class, none -> assertThat(none.why()).contains("manifest unknown"));
    }
    assertThat(images.pull(reference(host + "/team/none:1"), NOBODY, _ -> {}))
        .isInstanceOfSatisfying(
            Unreachable.class, away -> assertThat(away.why()).contains("connection refused"));
  }

  /** A read-only container's /tmp is mounted noexec: JNA must stay a fallback. */
  @Test
  void unpacksNoNativeLibraryToTalkToASocket(@TempDir Path folder) throws Exception {
    String before = System.getProperty("jna.tmpdir", "");
    System.setProperty("jna.tmpdir", folder.toString());
    try (EngineConnection other = EngineConnection.open(Optional.empty())) {
      other.client().pingCmd().exec();
    } finally {
      System.setProperty("jna.tmpdir", before);
    }

    try (var files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
    assertThat(Files.readString(Path.of("/proc/self/maps"))).doesNotContain("jna");
  }

  private String put(TestRegistry registry, String name) throws Exception {
    String image = registry.put(name, "1", "greeting=hello");
    pulled.add(image);
    return image;
  }
}
