package dev.gantry.host;

import static dev.gantry.tck.Eventually.eventually;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionName;
import dev.gantry.api.FunctionNamespace;
import dev.gantry.api.ScaleBounds;
import dev.gantry.host.store.Store;
import dev.gantry.host.store.StoredFunction;
import dev.gantry.provider.ChangeOutcome.Done;
import dev.gantry.provider.FunctionState;
import dev.gantry.provider.Replica;
import dev.gantry.provider.ReplicaState;
import dev.gantry.provider.RestTier;
import dev.gantry.tck.RecordingWatcher;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a program that was killed left: what should be, and what is, which need not agree. */
@Timeout(60)
class AdoptionTest {

  private static final FunctionName ECHO = new FunctionName("echo", "openfaas-fn");
  private static final Instant BEFORE = Instant.parse("2026-11-23T10:00:00.000000001Z");
  private static final Instant NOW = Instant.parse("2026-11-23T11:00:00.123456789Z");
  private static final ReplicaState READY = new ReplicaState.Ready();
  private static final ReplicaState STARTING = new ReplicaState.Starting();
  private static final ReplicaState PAUSED = new ReplicaState.Resting(RestTier.PAUSED);
  private static final ReplicaState STOPPED = new ReplicaState.Resting(RestTier.STOPPED);

  @TempDir Path folder;
  private final FakeMachine machine = new FakeMachine();
  private final RecordingWatcher watcher = new RecordingWatcher();
  private @Nullable HostProvider opened;

  @AfterEach
  void close() {
    provider().close();
  }

  @Test
  void replicasOutliveTheProviderAndAreTakenOverAsTheyAre() throws Exception {
    open();
    FunctionDeployment three =
        Deployments.ofImage("echo", "example/echo:1").withLabels(Map.of(ScaleBounds.MIN, "3"));
    assertThat(provider().deploy(ECHO, three)).isEqualTo(new Done());
    awaitReady(3);
    List<String> before = ids();

    provider().close();
    assertThat(machine.there()).containsOnlyKeys(before);
    open();

    assertThat(state().ready()).isEqualTo(3);
    assertThat(ids()).containsExactlyInAnyOrderElementsOf(before);
    assertThat(machine.count("launch")).isEqualTo(3);
  }

  @Test
  void oneThatWasStartingIsWaitedFor() throws Exception {
    store(1);
    machine.place(ECHO, "echo-old", NOW, STARTING);

    open();

    awaitReady(1);
    assertThat(ids()).containsExactly("echo-old");
    assertThat(machine.count("launch")).isZero();
  }

  @Test
  void oneThatWasStartingAndDoesNotAnswerIsLaunchedAnew() throws Exception {
    store(1);
    machine.place(ECHO, "echo-old", NOW, STARTING);
    machine.fail("wake");

    open();

    awaitReady(1);
    assertThat(machine.there()).hasSize(1);
    assertThat(machine.count("launch")).isEqualTo(1);
  }

  @Test
  void whatRestsGoesOnRestingUntilItIsWoken() throws Exception {
    store(2);
    machine.place(ECHO, "echo-a", NOW, STOPPED);
    machine.place(ECHO, "echo-b", NOW, STOPPED);

    open();
    assertThat(state().replicas()).extracting(Replica::state).containsOnly(STOPPED);

    provider().wake(ECHO);
    awaitReady(2);
    assertThat(ids()).containsExactly("echo-a", "echo-b");
    assertThat(machine.count("launch")).isZero();
  }

  @Test
  void whatIsMissingBesideWhatRestsComesWithTheWake() throws Exception {
    store(2);
    machine.place(ECHO, "echo-a", NOW, PAUSED);

    open();
    assertThat(state().replicas()).extracting(Replica::state).containsOnly(PAUSED);

    provider().wake(ECHO);
    awaitReady(2);
    assertThat(ids()).contains("echo-a");
  }

  @Test
  void aRestThatWasNotCompleteIsUndone() throws Exception {
    store(2);
    machine.place(ECHO, "echo-a", NOW, PAUSED);
    machine.place(ECHO, "echo-b", NOW, READY);

    open();

    awaitReady(2);
    assertThat(ids()).containsExactly("echo-a", "echo-b");
  }

  @Test
  void aDeeperRestThatWasNotCompleteIsCompleted() throws Exception {
    store(2);
    machine.place(ECHO, "echo-a", NOW, PAUSED);
    machine.place(ECHO, "echo-b", NOW, STOPPED);

    open();

    eventually(
        () -> assertThat(state().replicas()).extracting(Replica::state).containsOnly(STOPPED));
  }

  @Test
  void anUpdateThatWasOnlyStoredReplacesStartFirst() throws Exception {
    store(1);
    machine.place(ECHO, "echo-old", BEFORE, READY);
    machine.fail("launch");

    open();
    eventually(() -> assertThat(machine.count("launch")).isPositive());
    assertThat(state().ready()).isEqualTo(1);
    machine.mend("launch");

    eventually(() -> assertThat(machine.there()).hasSize(1).doesNotContainKey("echo-old"));
    awaitReady(1);
  }

  @Test
  void anOldReplicaThatDiesBeforeItIsReplacedDoesNotComeBack() throws Exception {
    store(1);
    machine.place(ECHO, "echo-old", BEFORE, READY);
    machine.fail("launch");
    open();

    machine.kill("echo-old");

    eventually(() -> assertThat(ids()).doesNotContain("echo-old"));
    machine.mend("launch");
    awaitReady(1);
    assertThat(machine.there()).doesNotContainKey("echo-old");
  }

  @Test
  void aFunctionWithoutReplicasGetsThem() throws Exception {
    store(2);

    open();

    awaitReady(2);
  }

  @Test
  void replicasOfFunctionsThatAreNotThereEnd() throws Exception {
    store(1);
    FunctionName gone = new FunctionName("gone", "openfaas-fn");
    machine.place(gone, "gone-1", NOW, READY);
    machine.place(gone, "gone-2", NOW, STOPPED);
    machine.place(ECHO, "echo-old", NOW, READY);

    open();

    assertThat(machine.there()).containsOnlyKeys("echo-old");
    assertThat(provider().find(gone)).isEmpty();
  }

  @Test
  void whatIsSurplusEnds() throws Exception {
    store(1);
    machine.place(ECHO, "echo-a", NOW, READY);
    machine.place(ECHO, "echo-b", NOW, READY);
    machine.place(ECHO, "echo-c", NOW, STARTING);

    open();

    eventually(() -> assertThat(machine.there()).containsOnlyKeys("echo-a"));
    awaitReady(1);
  }

  @Test
  void aSleepingFunctionsReplicasEnd() throws Exception {
    store(0);
    machine.place(ECHO, "echo-a", NOW, READY);
    machine.place(ECHO, "echo-b", NOW, PAUSED);

    open();

    eventually(() -> assertThat(machine.there()).isEmpty());
    assertThat(state().desired()).isZero();
  }

  @Test
  void whatIsDeadOrHalfLaunchedIsClearedAwayAndLaunched() throws Exception {
    store(1);
    machine.place(ECHO, "echo-dead", NOW, new ReplicaState.Failing("exited"));

    open();

    awaitReady(1);
    assertThat(machine.there()).hasSize(1).doesNotContainKey("echo-dead");
  }

  @Test
  void aReplicaThatWasTakenOverAndDiesComesBack() throws Exception {
    store(1);
    machine.place(ECHO, "echo-old", NOW, READY);
    open();
    provider().watch(watcher);

    machine.kill("echo-old");

    // What is for a moment only is told to the watcher.
    eventually(
        () ->
            assertThat(watcher.states(ECHO))
                .anySatisfy(
                    state ->
                        assertThat(state.replicas())
                            .extracting(Replica::state)
                            .containsExactly(new ReplicaState.Failing("it was killed"))));
    awaitReady(1);
    assertThat(machine.there().keySet()).isEqualTo(Set.copyOf(ids()));
  }

  private void store(int desired) throws Exception {
    try (Store store = Store.open(folder)) {
      store.putNamespace(new FunctionNamespace("openfaas-fn", Map.of(), Map.of()));
      store.putFunction(
          new StoredFunction(
              ECHO, Deployments.ofImage("echo", "example/echo:1"), desired, BEFORE, NOW));
    }
  }

  private void open() throws Exception {
    opened = FakeEngine.open(folder, machine).provider();
  }

  private HostProvider provider() {
    return requireNonNull(opened);
  }

  private FunctionState state() {
    return provider().find(ECHO).orElseThrow();
  }

  private List<String> ids() {
    return state().replicas().stream().map(Replica::id).toList();
  }

  private void awaitReady(int count) throws Exception {
    eventually(
        () -> {
          assertThat(state().ready()).isEqualTo(count);
          assertThat(state().replicas()).hasSize(count);
        });
  }
}
