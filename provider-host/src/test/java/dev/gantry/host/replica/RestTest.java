package dev.gantry.host.replica;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionName;
import dev.gantry.host.FakeMachine;
import dev.gantry.provider.ChangeOutcome;
import dev.gantry.provider.ChangeOutcome.Done;
import dev.gantry.provider.ChangeOutcome.Failed;
import dev.gantry.provider.ChangeOutcome.Refused;
import dev.gantry.provider.FunctionState;
import dev.gantry.provider.Replica;
import dev.gantry.provider.ReplicaState;
import dev.gantry.provider.ReplicaWatcher;
import dev.gantry.provider.RestTier;
import dev.gantry.tck.RecordingWatcher;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RestTest {

  private static final FunctionName ECHO = new FunctionName("echo", "dev");
  private static final FunctionDeployment DEPLOYMENT = FunctionDeployment.ofCommand("echo", "cat");
  private static final ReplicaState PAUSED = new ReplicaState.Resting(RestTier.PAUSED);
  private static final ReplicaState READY = new ReplicaState.Ready();

  private final FakeMachine machine = new FakeMachine();
  private final ReplicaFeed feed = new ReplicaFeed();
  private final RecordingWatcher watcher = new RecordingWatcher();
  private final RunningFunction function = function(2);

  @BeforeEach
  void watch() {
    feed.open(watcher);
  }

  @AfterEach
  void close() {
    function.close();
  }

  @Test
  void aFunctionDoesNotRestBeforeItWasReady() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    machine.hold("launch", gate);
    function.start();

    for (RestTier tier : RestTier.values()) {
      assertThat(function.rest(tier)).isInstanceOf(Refused.class);
    }

    gate.countDown();
    awaitStates(READY, READY);
  }

  @Test
  void aWakeThatComesWhileReplicasGoToRestWins() throws Exception {
    start();
    CountDownLatch gate = new CountDownLatch(1);
    machine.hold("rest", gate);
    FutureTask<ChangeOutcome> rest = begin(() -> function.rest(RestTier.STOPPED));
    eventually(() -> assertThat(machine.count("rest")).isEqualTo(2));

    assertThat(function.wake()).isTrue();
    assertThat(function.state().replicas())
        .extracting(Replica::state)
        .containsOnly(new ReplicaState.Starting());
    gate.countDown();

    assertThat(rest.get()).isEqualTo(new Done());
    awaitStates(READY, READY);
    assertThat(machine.count("wake")).isEqualTo(2);
    assertThat(machine.count("launch")).isEqualTo(2);
  }

  @Test
  void aWakeThatComesWhileCallsAreAskedForWins() throws Exception {
    start();
    feed.close();
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    feed.open(new AskedWatcher(asked, answer));
    FutureTask<ChangeOutcome> rest = begin(() -> function.rest(RestTier.PAUSED));
    asked.await();

    assertThat(function.wake()).isTrue();
    answer.countDown();

    assertThat(rest.get()).isInstanceOf(Refused.class);
    awaitStates(READY, READY);
    assertThat(machine.count("rest")).isZero();
  }

  /** Says that no call runs, when it is allowed to. */
  private record AskedWatcher(CountDownLatch asked, CountDownLatch answer)
      implements ReplicaWatcher {

    @Override
    public void changed(FunctionState state) {}

    @Override
    public void removed(FunctionName name) {}

    @Override
    public Withdrawal withdraw(FunctionName name, String replicaId, Duration limit)
        throws InterruptedException {
      asked.countDown();
      answer.await();
      return new Withdrawal.Quiet();
    }
  }

  @Test
  void whatCannotRestIsPutBack() throws Exception {
    start();
    machine.fail("rest");

    ChangeOutcome outcome = function.rest(RestTier.PAUSED);

    assertThat(outcome).isInstanceOf(Failed.class);
    assertThat(outcome.toString()).contains("cannot rest");
    awaitStates(READY, READY);
  }

  @Test
  void oneThatCannotRestKeepsTheOthersAwake() throws Exception {
    start();
    machine.fail("rest " + ids().getFirst());

    assertThat(function.rest(RestTier.PAUSED)).isInstanceOf(Failed.class);

    awaitStates(READY, READY);
    assertThat(machine.there().values()).containsOnly(READY);
  }

  @Test
  void aDeeperRestThatFailsLeavesTheLighterOne() throws Exception {
    start();
    assertThat(function.rest(RestTier.PAUSED)).isEqualTo(new Done());
    machine.fail("rest");

    assertThat(function.rest(RestTier.STOPPED)).isInstanceOf(Failed.class);

    awaitStates(PAUSED, PAUSED);
    assertThat(machine.count("wake")).isZero();
  }

  @Test
  void aStoppedReplicaMayAnswerElsewhere() throws Exception {
    start();
    var before = function.state().replicas().getFirst().address();
    function.rest(RestTier.STOPPED);

    function.wake();

    awaitStates(READY, READY);
    assertThat(function.state().replicas().getFirst().address()).isPresent().isNotEqualTo(before);
  }

  @Test
  void whatDoesNotWakeIsLaunchedAnew() throws Exception {
    start();
    List<String> before = ids();
    function.rest(RestTier.PAUSED);
    machine.fail("wake");

    function.wake();

    awaitStates(READY, READY);
    assertThat(ids()).isEqualTo(before);
    assertThat(machine.count("launch")).isEqualTo(4);
    assertThat(machine.there()).hasSize(2);
  }

  @Test
  void scalingDownWhatRestsWakesNoMoreThanAreLeft() throws Exception {
    start();
    function.rest(RestTier.PAUSED);

    function.scale(1);

    awaitStates(READY);
    assertThat(machine.count("wake")).isEqualTo(1);
  }

  @Test
  void oneThatDiesAtRestIsMissedAtTheWake() throws Exception {
    start();
    function.rest(RestTier.PAUSED);
    machine.kill(ids().getFirst());
    awaitStates(PAUSED);

    function.wake();

    awaitStates(READY, READY);
  }

  @Test
  void aFunctionWhoseReplicasAllDieAtRestGetsOthers() throws Exception {
    start();
    function.rest(RestTier.PAUSED);

    ids().forEach(machine::kill);

    awaitStates(READY, READY);
  }

  @Test
  void anUpdateOfWhatRestsLeavesTheOldReplicasToAWakeWhileNoNewOneComes() throws Exception {
    start();
    List<String> old = ids();
    function.rest(RestTier.STOPPED);
    machine.fail("launch");

    function.replace(DEPLOYMENT, Optional.empty(), 2, Instant.now());
    eventually(() -> assertThat(machine.count("launch")).isGreaterThan(3));
    function.wake();

    eventually(() -> assertThat(function.state().ready()).isEqualTo(2));
    machine.mend("launch");
    eventually(
        () ->
            assertThat(machine.there()).hasSize(2).doesNotContainKeys(old.toArray(String[]::new)));
  }

  @Test
  void removingGivesLaunchesUp() throws Exception {
    machine.hold("launch", new CountDownLatch(1));
    function.start();
    eventually(() -> assertThat(machine.count("launch")).isEqualTo(2));

    function.leave();

    function.awaitGone();
    assertThat(machine.there()).isEmpty();
  }

  @Test
  void removingWhatRestsDoesNotWakeIt() throws Exception {
    start();
    function.rest(RestTier.STOPPED);

    function.leave();

    function.awaitGone();
    assertThat(machine.there()).isEmpty();
    assertThat(machine.count("wake")).isZero();
  }

  @Test
  void aReplicaThatDiesIsPushedAsFailingAndComesBack() throws Exception {
    start();
    String victim = ids().getFirst();

    machine.kill(victim);

    eventually(
        () ->
            assertThat(watcher.states(ECHO))
                .anySatisfy(
                    state -> {
                      assertThat(state.ready()).isEqualTo(1);
                      assertThat(state.replicas())
                          .extracting(Replica::state)
                          .contains(new ReplicaState.Failing("it was killed"));
                    }));
    awaitStates(READY, READY);
    assertThat(ids()).contains(victim);
  }

  @Test
  void aDeadReplicaIsOutOfRotationBeforeItIsClearedAway() throws Exception {
    start();
    CountDownLatch gate = new CountDownLatch(1);
    machine.hold("close", gate);
    String victim = ids().getFirst();

    machine.kill(victim);

    eventually(() -> assertThat(function.state().ready()).isEqualTo(1));
    gate.countDown();
    awaitStates(READY, READY);
  }

  @Test
  void closingLeavesReplicasRunningAsTheyAreButNotThoseThatWereToGo() throws Exception {
    start();
    List<String> all = ids();
    watcher.occupy(all.getLast());
    function.scale(1);
    eventually(() -> assertThat(function.state().ready()).isEqualTo(1));

    function.close();

    assertThat(machine.there()).containsOnlyKeys(all.getFirst());
  }

  private void start() throws Exception {
    function.start();
    awaitStates(READY, READY);
  }

  private List<String> ids() {
    return function.state().replicas().stream().map(Replica::id).toList();
  }

  private void awaitStates(ReplicaState... expected) throws Exception {
    eventually(
        () ->
            assertThat(function.state().replicas())
                .extracting(Replica::state)
                .containsExactly(expected));
  }

  private static <T> FutureTask<T> begin(Callable<T> task) {
    FutureTask<T> begun = new FutureTask<>(task);
    Thread.startVirtualThread(begun);
    return begun;
  }

  private RunningFunction function(int desired) {
    AtomicLong numbers = new AtomicLong();
    FunctionRuntime runtime =
        new FunctionRuntime(
            machine,
            feed,
            numbers::incrementAndGet,
            () -> String.valueOf(numbers.incrementAndGet()),
            Duration.ofMinutes(5),
            Clock.systemUTC());
    Instant now = Instant.now();
    return new RunningFunction(ECHO, DEPLOYMENT, Optional.empty(), desired, now, now, runtime);
  }
}
