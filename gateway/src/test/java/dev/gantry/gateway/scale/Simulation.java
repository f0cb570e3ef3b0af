package dev.gantry.gateway.scale;

import dev.gantry.api.ScaleSettings;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Plays a {@link Trace} of calls against replicas that need a while to start, with the real
 * autoscaler and a manual clock. Calls come by chance (a seeded generator), run for a fixed time,
 * wait in line where every replica is full, and fail after ten seconds of that.
 */
public final class Simulation {

  /** Calls that one replica runs at once. */
  private static final int ROOM = 20;

  private static final double CALL_SECONDS = 0.2;
  private static final int CPU_OF_A_CALL = 20;
  private static final Duration START = Duration.ofSeconds(1);

  /** Which part of the most that will be needed counts as high. */
  private static final double HIGH = 0.9;

  private static final int STEPS_A_SECOND = 20;
  private static final int STEPS_A_TICK = 5;
  private static final int PATIENCE_STEPS = 10 * STEPS_A_SECOND;

  private final ManualClock clock = new ManualClock();
  private final SimulatedMeter meter = new SimulatedMeter();
  private final Random random = new Random(5);
  private final Trace trace;
  private final ScaleSettings settings;
  private final double most;
  private final SimulatedProvider replicas;
  private final Scaling scaling;

  /** When each waiting call came, and when each running one ends, in steps. */
  private final Deque<Integer> waiting = new ArrayDeque<>();

  private final Deque<Integer> running = new ArrayDeque<>();
  private final List<Integer> changes = new ArrayList<>();
  private int step;

  /**
   * @param labels of the function
   * @param most calls a second at the height of the trace
   */
  public Simulation(Trace trace, Map<String, String> labels, double most) {
    this.trace = trace;
    this.settings = ScaleSettings.of(labels);
    this.most = most;
    this.replicas = new SimulatedProvider(clock, START, labels);
    this.scaling = scaling();
    replicas.watch(scaling.watching(SimulatedProvider.NO_TABLE));
  }

  /** Plays all of it. */
  public SimulationResult run() {
    double used = 0;
    double ideal = 0;
    int idealMost = 0;
    int readyMost = 0;
    int reachedNeed = -1;
    int beganNeed = -1;
    int high = (int) Math.ceil(needed(most) * HIGH);
    double load = 0;
    for (step = 0; step < trace.seconds() * STEPS_A_SECOND; step++) {
      if (step % STEPS_A_SECOND == 0) {
        load = loadAt(step / STEPS_A_SECOND);
      }
      play(load);
      int needed = needed(load);
      used += (double) replicas.desired() / STEPS_A_SECOND;
      ideal += (double) needed / STEPS_A_SECOND;
      readyMost = Math.max(readyMost, replicas.ready());
      idealMost = Math.max(idealMost, needed);
      if (beganNeed < 0 && needed >= high) {
        beganNeed = step;
      }
      if (beganNeed >= 0 && reachedNeed < 0 && replicas.ready() >= high) {
        reachedNeed = step;
      }
    }
    return new SimulationResult(
        trace.name(),
        settings.policy().toString(),
        reachedNeed < 0 ? Double.NaN : (double) (reachedNeed - beganNeed) / STEPS_A_SECOND,
        readyMost - idealMost,
        turns(),
        used,
        ideal,
        meter.failed,
        meter.arrived);
  }

  private void play(double load) {
    clock.advance(Duration.ofMillis(1000 / STEPS_A_SECOND));
    replicas.advance();
    while (!running.isEmpty() && running.getFirst() <= step) {
      running.removeFirst();
      meter.ended(200, 0);
    }
    for (int calls = byChance(load / STEPS_A_SECOND); calls > 0; calls--) {
      meter.started();
      waiting.addLast(step);
    }
    while (!waiting.isEmpty() && waiting.getFirst() + PATIENCE_STEPS < step) {
      waiting.removeFirst();
      meter.ended(503, 0);
    }
    while (!waiting.isEmpty() && running.size() < replicas.ready() * ROOM) {
      waiting.removeFirst();
      running.addLast(step + (int) (CALL_SECONDS * STEPS_A_SECOND));
    }
    // Providers tell of the last second.
    replicas.cpuMillis +=
        (running.size() * (double) CPU_OF_A_CALL - replicas.cpuMillis) / STEPS_A_SECOND;
    if (step % STEPS_A_TICK == 0) {
      int before = replicas.desired();
      scaling.tick();
      if (replicas.desired() != before) {
        changes.add(Integer.signum(replicas.desired() - before));
      }
    }
  }

  private double loadAt(int second) {
    double share = trace.share().applyAsDouble(second);
    return Math.max(0, most * share * (1 + trace.noise() * random.nextGaussian()));
  }

  /** What a scaler that knows the load would have. */
  private int needed(double load) {
    double each = settings.target() * settings.proportion();
    double exact =
        switch (settings.policy()) {
          case STEP -> load > 5 ? settings.bounds().max() : 0;
          case RPS -> load / each;
          case CAPACITY -> load * CALL_SECONDS / each;
          case CPU -> load * CALL_SECONDS * CPU_OF_A_CALL / each;
        };
    return Math.clamp((long) Math.ceil(exact), settings.bounds().min(), settings.bounds().max());
  }

  /** How often it changed its mind: up after down or down after up. */
  private int turns() {
    int turns = 0;
    for (int i = 1; i < changes.size(); i++) {
      turns += changes.get(i).equals(changes.get(i - 1)) ? 0 : 1;
    }
    return turns;
  }

  /** A number of independent events whose mean this is. */
  private int byChance(double mean) {
    double limit = Math.exp(-mean);
    double product = random.nextDouble();
    int count = 0;
    while (product > limit) {
      product *= random.nextDouble();
      count++;
    }
    return count;
  }

  private Scaling scaling() {
    return new Scaling(
        replicas.provider(),
        meter.ofAll(),
        Fleet.ALONE,
        ScalingMode.INTERNAL,
        clock,
        Runnable::run);
  }
}
