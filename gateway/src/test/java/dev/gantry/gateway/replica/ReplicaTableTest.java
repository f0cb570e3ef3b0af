package dev.gantry.gateway.replica;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.api.CallSettings;
import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionName;
import dev.gantry.gateway.TestMeters;
import dev.gantry.provider.ChangeOutcome;
import dev.gantry.provider.FunctionState;
import dev.gantry.provider.Replica;
import dev.gantry.provider.ReplicaState;
import dev.gantry.provider.ReplicaWatcher.Withdrawal;
import dev.gantry.provider.RestTier;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReplicaTableTest {

  private static final FunctionName NAME = new FunctionName("fn", "ns");

  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private final List<FunctionName> woken = new ArrayList<>();
  private ChangeOutcome wakeOutcome = new ChangeOutcome.Done();
  private @Nullable Error wakeError;
  private final ReplicaTable table =
      new ReplicaTable(
          name -> {
            woken.add(name);
            if (wakeError != null) {
              throw wakeError;
            }
            return wakeOutcome;
          },
          new TestMeters(),
          "ns",
          tasks::add);
  private long revision;

  @Test
  void findsAFunctionUnderEachOfItsNames() {
    push(1, ready("a", 1));

    assertThat(table.find("fn")).isNotNull().isSameAs(table.find("fn."));
    assertThat(table.find("fn")).isSameAs(table.find("fn.ns"));
    assertThat(table.find("fn.other")).isNull();
    assertThat(table.find("FN")).isNull();
  }

  @Test
  void forgetsARemovedFunction() {
    push(1, ready("a", 1));

    table.removed(NAME);

    assertThat(table.find("fn")).isNull();
    assertThat(table.find("fn.ns")).isNull();
  }

  @Test
  void keepsCountingCallsAcrossPushes() {
    push(1, ready("a", 1));
    ReplicaSlot before = requireNonNull(rotation().tryEnter());

    push(2, ready("a", 1), ready("b", 2));

    assertThat(before.callsInFlight()).isEqualTo(1);
    assertThat(requireNonNull(rotation().tryEnter()).id()).isEqualTo("b");
  }

  @Test
  void ignoresAPushThatIsOlderThanTheLast() {
    push(1, ready("a", 1));
    revision -= 2;

    push(0);

    assertThat(rotation().hasReady()).isTrue();
  }

  @Test
  void prefersTheReplicaWithFewerCalls() {
    push(2, ready("a", 1), ready("b", 2));
    List<ReplicaSlot> entered = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      entered.add(requireNonNull(rotation().tryEnter()));
    }

    assertThat(entered.stream().filter(slot -> slot.id().equals("a"))).hasSize(5);
  }

  @Test
  void letsNoMoreCallsInThanTheLimit() {
    pushLimited(1, 1, ready("a", 1), ready("b", 2));

    assertThat(rotation().tryEnter()).isNotNull();
    assertThat(rotation().tryEnter()).isNotNull();
    assertThat(rotation().tryEnter()).isNull();
  }

  @Test
  void sendsCallsPastAReplicaThatCannotBeReachedEvenWhenTheOthersAreBusier() {
    pushLimited(2, 1, ready("a", 1), ready("b", 2));
    ReplicaSlot dead = requireNonNull(rotation().tryEnter());
    dead.avoidUntil(System.nanoTime() + Duration.ofHours(1).toNanos());
    rotation().leave(dead);

    assertThat(rotation().tryEnter()).isNotNull().isNotEqualTo(dead);
    assertThat(rotation().tryEnter()).isNotNull().isNotEqualTo(dead);
    assertThat(rotation().tryEnter()).isNull();

    dead.reachable();
    assertThat(rotation().tryEnter()).isEqualTo(dead);
  }

  @Test
  void triesReplicasThatCannotBeReachedWhenThereAreNoOthers() {
    push(1, ready("a", 1), ready("b", 2));
    for (int i = 0; i < 2; i++) {
      ReplicaSlot dead = requireNonNull(rotation().tryEnter());
      dead.avoidUntil(System.nanoTime() + Duration.ofHours(1).toNanos());
    }

    assertThat(rotation().tryEnter()).isNotNull();
  }

  @Test
  void sendsNoCallToAWithdrawnReplica() throws Exception {
    push(1, ready("a", 1));

    assertThat(table.withdraw(NAME, "a", Duration.ZERO)).isEqualTo(new Withdrawal.Quiet());

    assertThat(rotation().tryEnter()).isNull();
    assertThat(rotation().hasReady()).isFalse();
  }

  @Test
  void saysHowManyCallsAWithdrawnReplicaStillHas() throws Exception {
    push(1, ready("a", 1));
    rotation().tryEnter();

    assertThat(table.withdraw(NAME, "a", Duration.ofMillis(1))).isEqualTo(new Withdrawal.Busy(1));
    assertThat(rotation().tryEnter()).isNull();
  }

  @Test
  void waitsForTheCallsOfAWithdrawnReplica() throws Exception {
    push(1, ready("a", 1));
    ReplicaSlot slot = requireNonNull(rotation().tryEnter());
    CompletableFuture<Withdrawal> outcome = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                outcome.complete(table.withdraw(NAME, "a", Duration.ofDays(999_999)));
              } catch (InterruptedException e) {
                outcome.completeExceptionally(e);
              }
            });

    while (!slot.isWithdrawn()) {
      Thread.onSpinWait();
    }
    push(1, ready("a", 1));
    assertThat(rotation().tryEnter()).isNull();
    rotation().leave(slot);

    assertThat(outcome.get(10, TimeUnit.SECONDS)).isEqualTo(new Withdrawal.Quiet());
  }

  @Test
  void letsAReplicaInAgainThatTheProviderPutsBack() throws Exception {
    push(1, ready("a", 1));
    table.withdraw(NAME, "a", Duration.ZERO);

    push(1, ready("a", 1));

    assertThat(rotation().tryEnter()).isNotNull();
  }

  @Test
  void keepsAHeldReplicaOutWhateverIsPushedUntilItIsReleased() throws Exception {
    push(1, ready("a", 1));
    rotation().leave(requireNonNull(rotation().tryEnter()));

    assertThat(table.hold(NAME, "a", hold(1, Duration.ofHours(1)), Duration.ZERO))
        .isEqualTo(new Withdrawal.Quiet());
    push(1, ready("a", 1));
    table.releaseOverdue();
    assertThat(rotation().tryEnter()).isNull();

    table.release(NAME, "a", hold(1, Duration.ZERO));
    assertThat(rotation().tryEnter()).isNotNull();
  }

  @Test
  void saysHowManyCallsAHeldReplicaStillHas() throws Exception {
    push(1, ready("a", 1));
    rotation().tryEnter();

    assertThat(table.hold(NAME, "a", hold(1, Duration.ofHours(1)), Duration.ZERO))
        .isEqualTo(new Withdrawal.Busy(1));
  }

  @Test
  void endsAHoldThatNobodyProlongs() throws Exception {
    push(1, ready("a", 1));
    table.hold(NAME, "a", hold(1, Duration.ofMillis(-1)), Duration.ZERO);
    assertThat(rotation().tryEnter()).isNull();

    table.releaseOverdue();

    assertThat(rotation().tryEnter()).isNotNull();
  }

  @Test
  void doesNotEndALaterHoldWithAnEarlierRelease() throws Exception {
    push(1, ready("a", 1));
    table.hold(NAME, "a", hold(2, Duration.ofHours(1)), Duration.ZERO);

    table.release(NAME, "a", hold(1, Duration.ZERO));
    table.release(NAME, "a", new Hold("another", 3, System.nanoTime()));

    assertThat(rotation().tryEnter()).isNull();
  }

  private static Hold hold(long turn, Duration time) {
    return new Hold("other", turn, System.nanoTime() + time.toNanos());
  }

  @Test
  void knowsNothingOfAnUnknownReplica() throws Exception {
    push(1, ready("a", 1));

    assertThat(table.withdraw(NAME, "b", Duration.ZERO)).isEqualTo(new Withdrawal.Quiet());
    assertThat(table.withdraw(new FunctionName("x", "ns"), "a", Duration.ZERO))
        .isEqualTo(new Withdrawal.Quiet());
  }

  @Test
  void wakesOnceForManyCalls() {
    push(0);
    List<Waiter> waiters = List.of(new Waiter(), new Waiter(), new Waiter());
    waiters.forEach(rotation()::await);

    assertThat(tasks).hasSize(1);
    run();
    rotation().await(new Waiter());
    assertThat(tasks).isEmpty();
    push(1, starting("a", 1));
    push(1, ready("a", 1));

    assertThat(woken).containsExactly(NAME);
    assertThat(waiters).allSatisfy(waiter -> assertThat(waiter.replica).isNotNull());
  }

  @Test
  void wakesAgainAfterTheNextSleep() {
    for (int i = 1; i <= 3; i++) {
      push(0);
      Waiter waiter = new Waiter();
      rotation().await(waiter);
      run();
      push(1, ready("a" + i, i));

      rotation().leave(requireNonNull(waiter.replica));
      assertThat(woken).hasSize(i);
    }
  }

  @Test
  void wakesAFunctionWhoseCallsMayNotWait() {
    push(0, Map.of(CallSettings.WAITING_MAX, "0"));
    Waiter waiter = new Waiter();

    rotation().await(waiter);
    run();

    assertThat(waiter.refusal).isEqualTo(Refusal.QUEUE_FULL);
    assertThat(woken).containsExactly(NAME);
  }

  @Test
  void wakesAFunctionThatRests() {
    push(1, replica("a", 1, new ReplicaState.Resting(RestTier.PAUSED)));

    rotation().await(new Waiter());
    run();

    assertThat(woken).containsExactly(NAME);
  }

  @Test
  void doesNotWakeWhatIsStartingOrFailing() {
    push(1, starting("a", 1));
    rotation().await(new Waiter());
    push(1, replica("a", 1, new ReplicaState.Failing("no")));
    rotation().await(new Waiter());

    assertThat(tasks).isEmpty();
  }

  @Test
  void tellsWaitingCallsThatTheFunctionCannotBeWoken() {
    wakeOutcome = new ChangeOutcome.Failed("no room");
    push(0);
    Waiter waiter = new Waiter();
    rotation().await(waiter);
    run();

    assertThat(waiter.refusal).isEqualTo(Refusal.NOT_WOKEN);
    rotation().await(new Waiter());
    assertThat(tasks).hasSize(1);
  }

  @Test
  void wakesAgainAfterAWakeThatEndedInAnError() {
    wakeError = new ExceptionInInitializerError("no library");
    push(0);
    Waiter waiter = new Waiter();
    rotation().await(waiter);
    run();

    assertThat(waiter.refusal).isEqualTo(Refusal.NOT_WOKEN);
    rotation().await(new Waiter());
    assertThat(tasks).hasSize(1);
  }

  @Test
  void tellsWaitingCallsThatTheFunctionIsGone() {
    wakeOutcome = new ChangeOutcome.NotFound("fn.ns");
    push(0);
    Waiter waiter = new Waiter();
    rotation().await(waiter);
    run();

    assertThat(waiter.refusal).isEqualTo(Refusal.GONE);
  }

  @Test
  void answersCallsThatWaitForARemovedFunction() {
    push(1, starting("a", 1));
    Rotation rotation = rotation();
    Waiter before = new Waiter();
    rotation.await(before);
    table.removed(NAME);
    Waiter after = new Waiter();
    rotation.await(after);

    assertThat(before.refusal).isEqualTo(Refusal.GONE);
    assertThat(after.refusal).isEqualTo(Refusal.GONE);
  }

  private Rotation rotation() {
    return requireNonNull(table.find("fn"));
  }

  private void run() {
    Runnable task;
    while ((task = tasks.poll()) != null) {
      task.run();
    }
  }

  private void push(int desired, Replica... replicas) {
    push(desired, Map.of(), replicas);
  }

  private void pushLimited(int concurrency, int desired, Replica... replicas) {
    push(desired, Map.of(CallSettings.CONCURRENCY, String.valueOf(concurrency)), replicas);
  }

  private void push(int desired, Map<String, String> labels, Replica... replicas) {
    table.changed(
        new FunctionState(
            NAME,
            ++revision,
            FunctionDeployment.ofCommand("fn", "cat").withLabels(labels),
            desired,
            Arrays.asList(replicas),
            Instant.EPOCH,
            Instant.EPOCH,
            Optional.empty()));
  }

  private static Replica ready(String id, int port) {
    return replica(id, port, new ReplicaState.Ready());
  }

  private static Replica starting(String id, int port) {
    return replica(id, port, new ReplicaState.Starting());
  }

  private static Replica replica(String id, int port, ReplicaState state) {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    return new Replica(id, Optional.of(address), state, Instant.EPOCH, Optional.empty());
  }

  /** Keeps what it is told. */
  private static final class Waiter implements WaitingCall {

    @org.jspecify.annotations.Nullable ReplicaSlot replica;
    @org.jspecify.annotations.Nullable Refusal refusal;

    @Override
    public void granted(ReplicaSlot given) {
      replica = given;
    }

    @Override
    public void refused(Refusal why) {
      refusal = why;
    }
  }
}
