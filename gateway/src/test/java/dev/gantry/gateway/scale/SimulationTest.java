package dev.gantry.gateway.scale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.api.ScaleSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Plays loads against the real autoscaler by a manual clock, and prints what came of it. */
class SimulationTest {

  private static final Set<String> ROWS = new TreeSet<>();

  /** Twenty times what one replica is meant for, less a little. */
  private static final double MOST = 20 * 45 * 0.99;

  /** Labels by which one replica of the simulation is meant for 45 calls a second. */
  private static Map<String, String> labels(ScaleSettings.Policy policy) {
    Map<String, String> labels = new HashMap<>(Map.of(ScaleSettings.TYPE, policy.toString()));
    switch (policy) {
      case STEP, RPS -> {}
      case CAPACITY -> labels.put(ScaleSettings.TARGET, "10");
      case CPU -> labels.put(ScaleSettings.TARGET, "200");
    }
    return labels;
  }

  private static SimulationResult play(Trace trace, ScaleSettings.Policy policy) {
    SimulationResult result = new Simulation(trace, labels(policy), MOST).run();
    ROWS.add(result.row());
    return result;
  }

  /** For people, and for {@code bench/run scale}. */
  @AfterAll
  static void print() throws IOException {
    List<String> lines = new ArrayList<>(List.of(SimulationResult.head()));
    lines.addAll(ROWS);
    lines.add("");
    System.out.println(String.join("\n", lines));
    Path target = Files.createDirectories(Path.of("target"));
    Files.write(target.resolve("simulation.txt"), lines);
  }

  @ParameterizedTest
  @EnumSource(
      value = ScaleSettings.Policy.class,
      names = {"RPS", "CAPACITY", "CPU"})
  void aRampCostsLittleMoreThanTheIdealAndTurnsOnce(ScaleSettings.Policy policy) {
    SimulationResult result = play(Trace.RAMP, policy);

    assertThat(result.cost()).isBetween(0.9, 1.1);
    assertThat(result.turns()).isEqualTo(1);
    assertThat(result.overshoot()).isLessThanOrEqualTo(1);
    assertThat(result.failed()).isZero();
  }

  @ParameterizedTest
  @EnumSource(
      value = ScaleSettings.Policy.class,
      names = {"RPS", "CAPACITY", "CPU"})
  void noiseTurnsNothing(ScaleSettings.Policy policy) {
    SimulationResult result = play(Trace.NOISE, policy);

    assertThat(result.turns()).isZero();
    assertThat(result.cost()).isBetween(0.9, 1.3);
    assertThat(result.failed()).isZero();
  }

  @ParameterizedTest
  @EnumSource(
      value = ScaleSettings.Policy.class,
      names = {"RPS", "CAPACITY"})
  void aBurstHasWhatItNeedsWithinTwoSecondsAndTheStart(ScaleSettings.Policy policy) {
    SimulationResult result = play(Trace.BURST, policy);

    assertThat(result.secondsToNeed()).isLessThanOrEqualTo(2 + 1 + 0.3);
    assertThat(result.turns()).isEqualTo(1);
    assertThat(result.failed()).isZero();
  }

  /** What replicas that are full use says how many more are needed only step by step. */
  @Test
  void aBurstIsFollowedByProcessorTimeAsReplicasFillUp() {
    SimulationResult result = play(Trace.BURST, ScaleSettings.Policy.CPU);

    assertThat(result.secondsToNeed()).isLessThan(60);
    assertThat(result.turns()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = ScaleSettings.Policy.class,
      names = {"RPS", "CAPACITY", "CPU"})
  void everySawtoothAndEveryNightTurnsTwiceAtMost(ScaleSettings.Policy policy) {
    SimulationResult teeth = play(Trace.SAWTOOTH, policy);
    SimulationResult nights = play(Trace.NIGHT_AND_DAY, policy);

    assertThat(teeth.turns()).isBetween(1, 7);
    assertThat(nights.turns()).isBetween(1, 4);
    assertThat(teeth.failed() + nights.failed()).isZero();
    assertThat(nights.cost()).isBetween(0.9, 1.2);
  }

  @Test
  void stepsGoToTheMaximumAndBackWhateverTheHeight() {
    SimulationResult burst = play(Trace.BURST, ScaleSettings.Policy.STEP);
    SimulationResult ramp = play(Trace.RAMP, ScaleSettings.Policy.STEP);
    SimulationResult noise = play(Trace.NOISE, ScaleSettings.Policy.STEP);
    play(Trace.SAWTOOTH, ScaleSettings.Policy.STEP);
    play(Trace.NIGHT_AND_DAY, ScaleSettings.Policy.STEP);

    assertThat(burst.secondsToNeed()).isLessThan(60);
    assertThat(burst.turns()).isEqualTo(1);
    assertThat(ramp.turns()).isLessThanOrEqualTo(1);
    assertThat(noise.turns()).isZero();
  }
}
