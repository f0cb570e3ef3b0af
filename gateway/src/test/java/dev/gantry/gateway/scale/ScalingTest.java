package dev.gantry.gateway.scale;

import static dev.gantry.gateway.scale.SimulatedProvider.NAME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.api.FunctionName;
import dev.gantry.api.IdleTimes;
import dev.gantry.api.ScaleBounds;
import dev.gantry.api.ScaleSettings;
import dev.gantry.api.ScalingDecision;
import dev.gantry.api.ScalingDecision.Action;
import dev.gantry.provider.Capabilities;
import dev.gantry.provider.ChangeOutcome;
import dev.gantry.provider.RestTier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScalingTest {

  private static final Map<String, String> RPS = Map.of(ScaleSettings.TYPE, "rps");
  private static final Map<String, String> SLEEPY =
      Map.of(
          IdleTimes.ZERO, "true",
          IdleTimes.PAUSE_AFTER, "10s",
          IdleTimes.STOP_AFTER, "20s",
          IdleTimes.ZERO_AFTER, "30s");

  private final ManualClock clock = new ManualClock();
  private final SimulatedMeter meter = new SimulatedMeter();

  /** A function with its scaling, and another gateway that a test can make count. */
  private final class Rig implements Fleet {
    final SimulatedProvider replicas;
    final Scaling scaling;
    final List<ScalingDecision> told = new ArrayList<>();
    Map<String, CallCounts> others = Map.of();
    boolean acts = true;

    Rig(Map<String, String> labels, ScalingMode mode) {
      replicas = new SimulatedProvider(clock, Duration.ofSeconds(1), labels);
      scaling = new Scaling(replicas.provider(), meter.ofAll(), this, mode, clock, Runnable::run);
      replicas.watch(scaling.watching(SimulatedProvider.NO_TABLE));
    }

    /** Lets time go by with so many successful calls in each second. */
    void pass(int seconds, int callsASecond) {
      for (int tick = 0; tick < seconds * 4; tick++) {
        clock.advance(Duration.ofMillis(250));
        replicas.advance();
        if (tick % 4 == 0) {
          meter.arrived += callsASecond;
          meter.succeeded += callsASecond;
        }
        scaling.tick();
      }
    }

    List<Action> actions() {
      return scaling.find(NAME).orElseThrow().decisions().reversed().stream()
          .map(ScalingDecision::action)
          .toList();
    }

    @Override
    public boolean acts() {
      return acts;
    }

    @Override
    public Map<String, CallCounts> others(FunctionName name) {
      return others;
    }

    @Override
    public void decided(FunctionName name, ScalingDecision decision) {
      told.add(decision);
    }
  }

  private Rig rig(Map<String, String> labels) {
    return new Rig(labels, ScalingMode.INTERNAL);
  }

  private static Map<String, String> with(Map<String, String> labels, String key, String value) {
    Map<String, String> more = new java.util.HashMap<>(labels);
    more.put(key, value);
    return more;
  }

  @Test
  void growsWithLoadAndShrinksInCalm() {
    Rig rig = rig(RPS);
    rig.pass(5, 0);
    rig.pass(4, 180);
    assertThat(rig.replicas.desired()).isEqualTo(4);

    rig.pass(40, 0);

    assertThat(rig.replicas.desired()).isEqualTo(1);
    assertThat(rig.actions()).startsWith(Action.UP).endsWith(Action.DOWN);
    assertThat(meter.decisions).isEqualTo(rig.told);
  }

  @Test
  void staysWithinItsBounds() {
    Rig rig = rig(with(with(RPS, ScaleBounds.MIN, "2"), ScaleBounds.MAX, "5"));
    rig.pass(10, 5000);
    assertThat(rig.replicas.desired()).isEqualTo(5);

    rig.pass(60, 0);

    assertThat(rig.replicas.desired()).isEqualTo(2);
  }

  @Test
  void theSameMinimumAndMaximumIsLeftAlone() {
    Rig rig = rig(with(with(RPS, ScaleBounds.MIN, "1"), ScaleBounds.MAX, "1"));

    rig.pass(10, 5000);

    assertThat(rig.actions()).isEmpty();
  }

  @Test
  void aNumberSetByHandHoldsUntilLoadAsksForMore() {
    Rig rig = rig(RPS);
    rig.scaling.scale(NAME, 3);
    rig.pass(60, 0);
    rig.pass(60, 90);
    assertThat(rig.replicas.desired()).isEqualTo(3);

    rig.pass(30, 180);
    assertThat(rig.replicas.desired()).isGreaterThan(3);
    rig.pass(60, 0);

    assertThat(rig.replicas.desired()).isEqualTo(1);
  }

  @Test
  void aNumberSetByHandBelowTheMinimumHoldsToo() {
    Rig rig = rig(with(RPS, ScaleBounds.MIN, "4"));
    rig.scaling.scale(NAME, 2);

    rig.pass(60, 0);

    assertThat(rig.replicas.desired()).isEqualTo(2);
  }

  @Test
  void anUpdateEndsWhatWasSetByHand() {
    Rig rig = rig(RPS);
    rig.scaling.scale(NAME, 3);
    rig.pass(5, 0);

    rig.replicas.update(RPS);
    rig.pass(30, 0);

    assertThat(rig.replicas.desired()).isEqualTo(1);
  }

  @Test
  void aWindowKeepsReplicasForItsLength() {
    Rig rig = rig(with(RPS, ScaleSettings.DOWN_WINDOW, "2m"));
    rig.pass(10, 180);
    int most = rig.replicas.desired();
    rig.pass(110, 0);
    assertThat(rig.replicas.desired()).isEqualTo(most);

    rig.pass(30, 0);

    assertThat(rig.replicas.desired()).isEqualTo(1);
  }

  @Test
  void restsDeeperAndDeeperAndWakes() {
    Rig rig = rig(SLEEPY);

    rig.pass(40, 0);
    assertThat(rig.replicas.desired()).isZero();
    rig.scaling.wake(NAME);
    rig.pass(5, 0);

    assertThat(rig.replicas.ready()).isEqualTo(1);
    assertThat(rig.actions()).containsExactly(Action.PAUSE, Action.STOP, Action.ZERO, Action.WAKE);
  }

  @Test
  void aTierThatTheProviderLacksIsLeftOut() {
    Rig rig = rig(SLEEPY);
    rig.replicas.capabilities =
        new Capabilities(Set.of(RestTier.REMOVED), false, false, false, false, false, false);

    rig.pass(29, 0);
    assertThat(rig.actions()).isEmpty();
    rig.pass(5, 0);

    assertThat(rig.actions()).containsExactly(Action.ZERO);
  }

  @Test
  void everyCallBeginsTheIdleTimeAnew() {
    Rig rig = rig(SLEEPY);
    for (int i = 0; i < 10; i++) {
      rig.pass(8, 0);
      rig.pass(1, 1);
    }

    assertThat(rig.actions()).isEmpty();
  }

  @Test
  void aCallThatRunsKeepsItsFunctionAwake() {
    Rig rig = rig(SLEEPY);
    meter.arrived++;
    rig.pass(60, 0);
    assertThat(rig.actions()).isEmpty();

    meter.ended(500, 0);
    rig.pass(9, 0);
    assertThat(rig.actions()).isEmpty();
    rig.pass(3, 0);

    assertThat(rig.actions()).containsExactly(Action.PAUSE);
  }

  @Test
  void aCallOnAnotherGatewayKeepsAFunctionAwake() {
    Rig rig = rig(SLEEPY);
    rig.others = Map.of("other", new CallCounts(1, 0, 1));

    rig.pass(60, 0);

    assertThat(rig.actions()).isEmpty();
  }

  @Test
  void whatNeverBecameReadyDoesNotRest() {
    Rig rig = new Rig(SLEEPY, ScalingMode.INTERNAL);
    Rig slow = rig;
    slow.replicas.startTime = Duration.ofDays(1);
    slow.scaling.scale(NAME, 0);
    slow.scaling.scale(NAME, 1);

    slow.pass(120, 0);

    assertThat(slow.actions()).doesNotContain(Action.PAUSE, Action.STOP);
    assertThat(slow.replicas.desired()).isEqualTo(1);
  }

  @Test
  void withoutTheLabelNothingRests() {
    Rig rig = rig(Map.of());

    rig.pass(3600, 0);

    assertThat(rig.actions()).isEmpty();
  }

  @Test
  void aGatewayThatDoesNotActReadsAndDoesNothing() {
    Rig rig = rig(with(SLEEPY, ScaleSettings.TYPE, "rps"));
    rig.acts = false;

    rig.pass(10, 500);
    rig.pass(60, 0);

    assertThat(rig.actions()).isEmpty();
  }

  @Test
  void countsOfAllGatewaysAreAdded() {
    Rig rig = rig(RPS);
    for (int second = 0; second < 20; second++) {
      rig.others =
          Map.of(
              "a", new CallCounts(second * 100L, second * 100L, 0),
              "b", new CallCounts(second * 100L, second * 100L, 0));
      rig.pass(1, 100);
    }

    assertThat(rig.replicas.desired()).isEqualTo(7);
  }

  @Test
  void aGatewayThatComesLateAddsNoBurst() {
    Rig rig = rig(RPS);
    rig.pass(10, 10);

    rig.others = Map.of("late", new CallCounts(1_000_000, 1_000_000, 0));
    rig.pass(10, 10);

    assertThat(rig.actions()).isEmpty();
  }

  @Test
  void whatAnotherGatewayDidIsRememberedAndHolds() {
    Rig rig = rig(RPS);
    rig.scaling.heard(
        NAME,
        new ScalingDecision(
            clock.instant(), Action.UP, ScalingDecision.Signal.API, 1, 3, "asked for"));
    rig.replicas.provider().scale(NAME, 3);

    rig.pass(60, 0);

    assertThat(rig.replicas.desired()).isEqualTo(3);
    assertThat(rig.actions()).containsExactly(Action.UP);
    assertThat(rig.told).isEmpty();
  }

  @Test
  void aWriteThatFailsIsTriedAgainLaterAndIsNoDecision() {
    Rig rig = rig(RPS);
    rig.replicas.refusal = new ChangeOutcome.Failed("engine is gone");
    rig.pass(10, 180);
    assertThat(rig.actions()).isEmpty();

    rig.replicas.refusal = null;
    rig.pass(7, 180);

    assertThat(rig.actions()).containsExactly(Action.UP);
  }

  @Test
  void offDoesNothing() {
    Rig rig = new Rig(with(SLEEPY, ScaleSettings.TYPE, "rps"), ScalingMode.OFF);

    rig.pass(20, 500);
    rig.pass(60, 0);

    assertThat(rig.actions()).isEmpty();
  }

  @Test
  void alertsGoUpByStepsAndBackToTheMinimum() {
    Rig rig = new Rig(Map.of(ScaleBounds.MAX, "10"), ScalingMode.ALERTMANAGER);
    rig.pass(20, 500);
    List<Integer> seen = new ArrayList<>();

    for (boolean fires : List.of(true, true, true, true, true, true, false, false)) {
      rig.scaling.alert(NAME, fires);
      seen.add(rig.replicas.desired());
    }

    assertThat(seen).containsExactly(3, 5, 7, 9, 10, 10, 1, 1);
    assertThat(rig.actions()).hasSize(6);
  }

  @Test
  void anAlertChangesNothingWithoutAStepOrWhileAFunctionSleeps() {
    Rig off = new Rig(Map.of(ScaleSettings.FACTOR, "0"), ScalingMode.ALERTMANAGER);
    off.scaling.alert(NAME, true);
    assertThat(off.replicas.desired()).isEqualTo(1);

    Rig asleep = new Rig(Map.of(ScaleBounds.MIN, "0"), ScalingMode.ALERTMANAGER);
    asleep.scaling.alert(NAME, false);
    assertThat(asleep.replicas.desired()).isZero();
    assertThat(asleep.scaling.alert(new FunctionName("none", "openfaas-fn"), true))
        .isEqualTo(new ChangeOutcome.Done());
  }

  @Test
  void theHistoryEnds() {
    Rig rig = rig(Map.of());
    for (int i = 0; i < 150; i++) {
      rig.scaling.scale(NAME, 1 + i % 2);
    }

    assertThat(rig.actions()).hasSize(ScalingHistory.LENGTH);
  }
}
