package dev.gantry.engine;

import static dev.gantry.engine.Playground.awaitReady;
import static dev.gantry.engine.Playground.deployed;
import static dev.gantry.engine.Playground.function;
import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.api.FunctionName;
import dev.gantry.tck.ReplicaHttp;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The engine goes away and comes back, and so do the replicas: as many as before. */
@ExtendWith(EngineCondition.class)
@Timeout(240)
class EngineRestartIT {

  @TempDir Path folder;

  @Test
  void anEngineThatHangsIsSaidToAndForgivenWhenItGoesOn() throws Exception {
    onEngineOfItsOwn(
        (engine, provider) -> {
          FunctionName name = deployed(provider, function("patient"));

          engine.freeze();
          assertThat(provider.trouble().orElse("")).contains("has not answered for 5 s");
          assertThat(provider.list("openfaas-fn")).hasSize(1);
          assertThat(ReplicaHttp.post(provider.find(name).orElseThrow(), "hi").body())
              .isEqualTo("hi");
          engine.thaw();

          eventually(() -> assertThat(provider.trouble()).isEmpty());
          provider.scale(name, 2);
          awaitReady(provider, name, 2);
          provider.remove(name);
          awaitContainers(engine, 0);
        });
  }

  @Test
  void replicasComeBackWithTheEngine() throws Exception {
    onEngineOfItsOwn(
        (engine, provider) -> {
          FunctionName name = deployed(provider, function("returns"));
          provider.scale(name, 2);
          awaitReady(provider, name, 2);
          assertThat(provider.trouble()).isEmpty();

          engine.stop();
          eventually(() -> assertThat(provider.find(name).orElseThrow().ready()).isZero());
          assertThat(provider.trouble().orElse("")).contains("does not answer");
          engine.start();

          awaitReady(provider, name, 2);
          assertThat(provider.trouble()).isEmpty();
          assertThat(ReplicaHttp.post(provider.find(name).orElseThrow(), "hi").body())
              .isEqualTo("hi");
          awaitContainers(engine, 2);
          provider.remove(name);
          awaitContainers(engine, 0);
        });
  }

  /** What a test does with an engine. */
  @FunctionalInterface
  private interface Use {
    void of(OwnEngine engine, DockerProvider provider) throws Exception;
  }

  private void onEngineOfItsOwn(Use use) throws Exception {
    Path files = Files.createTempDirectory("gantry-engine");
    try (OwnEngine engine = new OwnEngine(files)) {
      engine.start();
      engine.copy(TestImage.NAME);
      DockerProviderSettings settings =
          DockerProviderSettings.in(folder.resolve("data"))
              .withEngine(engine.address())
              .withNetwork("gantry-restart");
      try (DockerProvider provider = DockerProvider.open(settings)) {
        use.of(engine, provider);
      }
    } finally {
      Program.run("rm", "-rf", "--one-file-system", files.toString());
    }
  }

  private static void awaitContainers(OwnEngine engine, int count) throws Exception {
    eventually(
        Duration.ofSeconds(40),
        () -> assertThat(engine.docker("ps", "-aq").orFail().lines()).hasSize(count));
  }
}
