package dev.gantry.host;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionName;
import dev.gantry.provider.ChangeOutcome;
import dev.gantry.provider.ChangeOutcome.AlreadyExists;
import dev.gantry.provider.ChangeOutcome.Done;
import dev.gantry.provider.ChangeOutcome.Failed;
import dev.gantry.provider.ChangeOutcome.Refused;
import dev.gantry.provider.FunctionState;
import dev.gantry.provider.ProviderException;
import dev.gantry.provider.Replica;
import dev.gantry.provider.ReplicaState;
import dev.gantry.provider.RestTier;
import dev.gantry.tck.RecordingWatcher;
import dev.gantry.tck.RecordingWatcher.Event;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Images are fetched before anything else happens, in everybody's sight and nobody's way. */
@Timeout(60)
class FetchTest {

  private static final FunctionName ECHO = new FunctionName("echo", "openfaas-fn");
  private static final FunctionDeployment FIRST = Deployments.ofImage("echo", "example/echo:1");
  private static final FunctionDeployment SECOND = Deployments.ofImage("echo", "example/echo:2");

  @TempDir Path folder;
  private final FakeMachine machine = new FakeMachine();
  private final RecordingWatcher watcher = new RecordingWatcher();
  private HostProvider provider;
  private FakeEngine engine;

  @BeforeEach
  void open() throws Exception {
    FakeEngine.Opened opened = FakeEngine.open(folder, machine);
    provider = opened.provider();
    engine = opened.engine();
    provider.watch(watcher);
  }

  @AfterEach
  void close() {
    provider.close();
  }

  @Test
  void aFunctionIsSeenPullingWhileItsImageIsFetched() throws Exception {
    CountDownLatch gate = hold();
    FutureTask<ChangeOutcome> deploy = begin(() -> provider.deploy(ECHO, FIRST));
    awaitPulling();

    assertThat(provider.list("openfaas-fn")).extracting(FunctionState::name).containsExactly(ECHO);
    assertThat(state().desired()).isEqualTo(1);
    eventually(() -> assertThat(watcher.states(ECHO).getLast()).isEqualTo(state()));
    assertThat(provider.deploy(ECHO, SECOND)).isInstanceOf(AlreadyExists.class);
    assertThat(provider.update(ECHO, SECOND)).isInstanceOf(Refused.class);
    assertThat(provider.rest(ECHO, RestTier.PAUSED)).isInstanceOf(Refused.class);
    assertThat(provider.rest(ECHO, RestTier.REMOVED)).isInstanceOf(Refused.class);
    assertThat(provider.wake(ECHO)).isEqualTo(new Done());
    assertThat(deploy.isDone()).isFalse();

    gate.countDown();
    assertThat(deploy.get()).isEqualTo(new Done());
    eventually(() -> assertThat(state().ready()).isEqualTo(1));
    assertThat(state().replicas()).hasSize(1);
    assertThat(state().note()).isEmpty();
  }

  @Test
  void otherFunctionsAreWrittenWhileAnImageIsFetched() throws Exception {
    FunctionName other = new FunctionName("other", "openfaas-fn");
    provider.deploy(other, Deployments.ofImage("other", "example/echo:1"));
    CountDownLatch gate = hold();
    FutureTask<ChangeOutcome> deploy = begin(() -> provider.deploy(ECHO, FIRST));
    awaitPulling();

    assertThat(provider.scale(other, 2)).isEqualTo(new Done());
    assertThat(provider.createSecret("openfaas-fn", "key", new byte[1])).isEqualTo(new Done());
    assertThat(provider.scale(ECHO, 3)).isEqualTo(new Done());

    gate.countDown();
    assertThat(deploy.get()).isEqualTo(new Done());
    eventually(() -> assertThat(state().ready()).isEqualTo(3));
    provider.close();
    open();
    assertThat(state().desired()).isEqualTo(3);
  }

  @Test
  void anImageThatIsNotThereIsRefusedAndLeavesNothing() throws Exception {
    ChangeOutcome outcome = provider.deploy(ECHO, Deployments.ofImage("echo", "example/none"));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> assertThat(refused.problems().toString()).contains("example/none"));
    assertNothingIsLeft();
  }

  @Test
  void aRegistryThatFailsIsTheDeploysFailureAndLeavesNothing() throws Exception {
    ChangeOutcome outcome = provider.deploy(ECHO, Deployments.ofImage("echo", "broken/echo"));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Failed.class,
            failed ->
                assertThat(failed.why()).contains("broken/echo", "the registry does not answer"));
    assertNothingIsLeft();
    assertThat(provider.deploy(ECHO, FIRST)).isEqualTo(new Done());
  }

  @Test
  void removingAFunctionGivesItsFetchUp() throws Exception {
    hold();
    FutureTask<ChangeOutcome> deploy = begin(() -> provider.deploy(ECHO, FIRST));
    awaitPulling();

    assertThat(provider.remove(ECHO)).isEqualTo(new Done());

    assertThat(deploy.get()).isInstanceOf(Failed.class);
    assertThat(engine.isInterrupted).isTrue();
    assertNothingIsLeft();
    engine.gate = new CountDownLatch(0);
    assertThat(provider.deploy(ECHO, SECOND)).isEqualTo(new Done());
    eventually(() -> assertThat(state().ready()).isEqualTo(1));
  }

  @Test
  void oldReplicasServeWhileTheImageOfAnUpdateIsFetched() throws Exception {
    deployFirst();
    String old = state().replicas().getFirst().id();
    CountDownLatch gate = hold();

    FutureTask<ChangeOutcome> update = begin(() -> provider.update(ECHO, SECOND));

    eventually(
        () -> assertThat(state().note().orElse("")).contains("fetching example/echo:2", "50 %"));
    assertThat(state().deployment().image()).isEqualTo("example/echo:1");
    assertThat(state().replicas()).extracting(Replica::id).containsExactly(old);
    assertThat(state().ready()).isEqualTo(1);
    gate.countDown();
    assertThat(update.get()).isEqualTo(new Done());
    eventually(
        () -> assertThat(state().replicas()).hasSize(1).extracting(Replica::id).isNotEqualTo(old));
    assertThat(state().deployment().image()).isEqualTo("example/echo:2");
    assertThat(state().note()).isEmpty();
  }

  @Test
  void anUpdateWhoseImageIsNotThereChangesNothing() throws Exception {
    deployFirst();
    FunctionState before = state();

    assertThat(provider.update(ECHO, Deployments.ofImage("echo", "example/none")))
        .isInstanceOf(Refused.class);
    assertThat(provider.update(ECHO, Deployments.ofImage("echo", "broken/echo")))
        .isInstanceOf(Failed.class);

    assertThat(state().deployment()).isEqualTo(before.deployment());
    assertThat(state().replicas()).isEqualTo(before.replicas());
    assertThat(state().updatedAt()).isEqualTo(before.updatedAt());
    assertThat(state().note()).isEmpty();
  }

  @Test
  void removingAFunctionGivesTheFetchOfItsUpdateUp() throws Exception {
    deployFirst();
    hold();
    FutureTask<ChangeOutcome> update = begin(() -> provider.update(ECHO, SECOND));
    eventually(() -> assertThat(state().note()).isPresent());

    provider.remove(ECHO);

    assertThat(update.get()).isInstanceOf(Failed.class);
    eventually(() -> assertThat(machine.there()).isEmpty());
  }

  @Test
  void aSecretThatADeployNeedsCannotBeRemovedWhileItsImageIsFetched() throws Exception {
    provider.createSecret("openfaas-fn", "key", new byte[] {1});
    CountDownLatch gate = hold();
    FunctionDeployment needs = FIRST.withSecrets(List.of("key"));
    FutureTask<ChangeOutcome> deploy = begin(() -> provider.deploy(ECHO, needs));
    awaitPulling();

    assertThat(provider.removeSecret("openfaas-fn", "key")).isInstanceOf(Refused.class);
    provider.updateSecret("openfaas-fn", "key", new byte[] {2});

    gate.countDown();
    assertThat(deploy.get()).isEqualTo(new Done());
    assertThat(engine.secrets.getOrDefault(ECHO, Map.of()).get("key")).containsExactly(2);
  }

  @Test
  void closingGivesFetchesUp() throws Exception {
    hold();
    FutureTask<ChangeOutcome> deploy = begin(() -> provider.deploy(ECHO, FIRST));
    awaitPulling();

    provider.close();

    assertThatThrownBy(deploy::get)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(ProviderException.class);
    open();
    assertThat(provider.find(ECHO)).isEmpty();
  }

  private CountDownLatch hold() {
    CountDownLatch gate = new CountDownLatch(1);
    engine.gate = gate;
    return gate;
  }

  private void deployFirst() throws Exception {
    assertThat(provider.deploy(ECHO, FIRST)).isEqualTo(new Done());
    eventually(() -> assertThat(state().ready()).isEqualTo(1));
  }

  private void assertNothingIsLeft() {
    assertThat(provider.find(ECHO)).isEmpty();
    assertThat(provider.list("openfaas-fn")).isEmpty();
    assertThat(machine.there()).isEmpty();
    assertThat(engine.secrets).isEmpty();
    assertThat(watcher.events(ECHO).getLast()).isEqualTo(new Event.Removed(ECHO));
  }

  private void awaitPulling() throws Exception {
    eventually(
        () ->
            assertThat(provider.find(ECHO))
                .hasValueSatisfying(
                    found ->
                        assertThat(found.replicas())
                            .extracting(Replica::state)
                            .containsExactly(new ReplicaState.Pulling(0.5))));
  }

  private FunctionState state() {
    return provider.find(ECHO).orElseThrow();
  }

  private static <T> FutureTask<T> begin(Callable<T> write) {
    FutureTask<T> task = new FutureTask<>(write);
    Thread.startVirtualThread(task);
    return task;
  }
}
