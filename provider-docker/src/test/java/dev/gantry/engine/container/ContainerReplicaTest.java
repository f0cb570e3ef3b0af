package dev.gantry.engine.container;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.api.FunctionName;
import dev.gantry.container.Checkup;
import dev.gantry.docker.EngineConnection;
import dev.gantry.docker.Images;
import dev.gantry.engine.container.ContainerReplica.Phase;
import dev.gantry.provider.RestTier;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ContainerReplicaTest {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir Path folder;
  private FakeEngine engine;
  private EngineConnection connection;
  private Containers containers;
  private ContainerReplica replica;

  @BeforeEach
  void open() throws Exception {
    engine = new FakeEngine();
    connection = engine.connect();
    containers = new Containers(connection, "owner");
    ContainerTools tools =
        new ContainerTools(
            connection,
            new Images(connection),
            new Access("network", true),
            new Readiness(LIMIT),
            containers,
            new Removals(containers),
            new StoppedContainers(folder),
            new Semaphore(1));
    replica =
        new ContainerReplica(
            tools,
            FakeEngine.CONTAINER,
            "echo-1",
            new FunctionName("echo", "openfaas-fn"),
            Phase.RUNNING);
    containers.add(replica);
    replica.wake();
    engine.requests.clear();
  }

  @AfterEach
  void close() {
    containers.forgetAll();
    engine.close();
    connection.close();
  }

  @Test
  void takesCallsWhenItsWatchdogAnswersBeforeTheEngineDoes() throws Exception {
    replica.rest(RestTier.PAUSED);
    engine.hold("unpause");

    replica.wake();

    assertThat(replica.takesCalls()).isTrue();
    eventually(() -> assertThat(engine.requests).last().isEqualTo("unpause"));
  }

  @Test
  void takesCallsWhenTheEngineAnswersBeforeItsWatchdogDoes() throws Exception {
    replica.rest(RestTier.PAUSED);
    engine.health.set(503);

    replica.wake();

    assertThat(replica.takesCalls()).isTrue();
  }

  @Test
  void doesNotWakeWhenTheEngineFails() throws Exception {
    replica.rest(RestTier.PAUSED);
    engine.health.set(503);
    engine.failures.set(1);

    assertThatThrownBy(replica::wake)
        .isInstanceOf(IOException.class)
        .hasMessage("its container could not be unpaused: the engine is confused");
    assertThat(replica.takesCalls()).isFalse();
  }

  @Test
  void restsAgainOnlyWhenTheEngineIsDoneWithTheWake() throws Exception {
    replica.rest(RestTier.PAUSED);
    CountDownLatch unpaused = engine.hold("unpause");
    replica.wake();
    eventually(() -> assertThat(engine.requests).containsExactly("pause", "unpause"));

    FutureTask<Boolean> rest =
        new FutureTask<>(
            () -> {
              replica.rest(RestTier.PAUSED);
              return true;
            });
    Thread resting = Thread.startVirtualThread(rest);
    eventually(() -> assertThat(resting.getState()).isEqualTo(Thread.State.WAITING));
    assertThat(engine.requests).containsExactly("pause", "unpause");

    unpaused.countDown();
    assertThat(rest).succeedsWithin(LIMIT);
    assertThat(engine.requests).containsExactly("pause", "unpause", "pause");
  }

  @Test
  void endsWhenItsWatchdogHangs() {
    engine.health.set(503);

    replica.checkUp();
    replica.checkUp();
    assertThat(replica.ended()).isNotDone();
    replica.checkUp();

    assertThat(replica.ended()).isCompletedWithValue(Checkup.REASON);
  }

  @Test
  void isNotTakenForHungWhileItIsPaused() throws Exception {
    replica.rest(RestTier.PAUSED);
    engine.health.set(503);

    for (int i = 0; i < 10; i++) {
      replica.checkUp();
    }

    assertThat(replica.takesCalls()).isFalse();
    assertThat(replica.ended()).isNotDone();
  }

  @Test
  void startsAnewWithItsCheckupsWhenItWakes() throws Exception {
    engine.health.set(503);
    replica.checkUp();
    replica.checkUp();
    replica.rest(RestTier.PAUSED);
    replica.wake();

    replica.checkUp();
    replica.checkUp();

    assertThat(replica.ended()).isNotDone();
  }

  @Test
  void isLookedAtAgainWhenTheEngineDidNotAnswerTheFirstTime() throws Exception {
    engine.isRunning.set(false);
    engine.failures.set(2);

    containers.examine(FakeEngine.CONTAINER, false);

    eventually(LIMIT, () -> assertThat(replica.ended()).isDone());
    assertThat(replica.ended().join()).contains("exit code 3");
  }
}
