package dev.gantry.gateway.scale;

import dev.gantry.api.FunctionName;
import dev.gantry.api.FunctionScaling;
import dev.gantry.api.ScaleBounds;
import dev.gantry.api.ScalingDecision;
import dev.gantry.api.ScalingDecision.Signal;
import dev.gantry.gateway.metrics.CallMeters;
import dev.gantry.provider.ChangeOutcome;
import dev.gantry.provider.FunctionProvider;
import dev.gantry.provider.FunctionState;
import dev.gantry.provider.ReplicaWatcher;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Gives every function the replicas its load asks for, and tells why it has them. Also the way of
 * everything else that changes their number, so that nothing fights: the REST API, alerts, and
 * calls that wake.
 *
 * <p>Thread-safe. Closed by who made it; the provider stays open.
 */
public final class Scaling implements AutoCloseable {

  private static final long TICK_MILLIS = 250;
  private static final int RATE_SLOTS = 10;

  private final FunctionProvider provider;
  private final ScalingMode mode;
  private final InstantSource clock;
  private final ScaledFunctions functions;
  private final Deeds deeds;
  private final Autoscaler autoscaler;
  private final CountDownLatch closed = new CountDownLatch(1);

  /**
   * Knows no function yet and does nothing until it is {@linkplain #start started}.
   *
   * @param fleet the other gateways; {@link Fleet#ALONE} without any
   */
  public Scaling(
      FunctionProvider provider,
      CallMeters meters,
      Fleet fleet,
      ScalingMode mode,
      InstantSource clock) {
    this(
        provider, meters, fleet, mode, clock, task -> Thread.ofVirtual().name("scale").start(task));
  }

  /**
   * @param threads runs what blocks
   */
  Scaling(
      FunctionProvider provider,
      CallMeters meters,
      Fleet fleet,
      ScalingMode mode,
      InstantSource clock,
      Executor threads) {
    this.provider = provider;
    this.mode = mode;
    this.clock = clock;
    this.functions = new ScaledFunctions(meters, clock);
    this.deeds = new Deeds(provider, fleet, clock);
    this.autoscaler = new Autoscaler(functions, deeds, fleet, mode, provider, threads);
  }

  /** Who scales. */
  public ScalingMode mode() {
    return mode;
  }

  /** A watcher that hears of functions and passes everything on to the replica table. */
  public ReplicaWatcher watching(ReplicaWatcher table) {
    return functions.before(table);
  }

  /** Begins to read and to decide, on a thread of its own. */
  public void start() {
    Thread.ofVirtual().name("autoscaler").start(this::run);
  }

  /** Brings a sleeping function back because a call came. Blocks. */
  public ChangeOutcome wake(FunctionName name) {
    Optional<ScaledFunction> known = functions.find(name);
    return known.isPresent() ? deeds.wake(known.get()) : provider.wake(name);
  }

  /**
   * Sets how many replicas there should be because a person asks. That number holds: load does not
   * go below it until it has asked for more, or the function is deployed anew (ADR 0029). Blocks.
   */
  public ChangeOutcome scale(FunctionName name, int replicas) {
    Optional<ScaledFunction> known = functions.find(name);
    return known.isPresent()
        ? deeds.scale(known.get(), Signal.API, replicas, "asked for")
        : provider.scale(name, replicas);
  }

  /**
   * Scales by a step because an alert fires, or back to the minimum because it is resolved
   * (contract 5.1). A function that does not exist or sleeps is left alone. Blocks.
   */
  public ChangeOutcome alert(FunctionName name, boolean fires) {
    Optional<ScaledFunction> known = functions.find(name);
    if (known.isEmpty()) {
      return new ChangeOutcome.Done();
    }
    FunctionState state = known.get().state();
    ScaleBounds bounds = known.get().settings().bounds();
    int step = known.get().settings().step();
    int wanted =
        fires
            ? Math.max(state.desired(), Math.min(state.desired() + step, bounds.max()))
            : Math.max(1, bounds.min());
    boolean unchanged = wanted == state.desired() || step == 0 || state.desired() == 0;
    return unchanged
        ? new ChangeOutcome.Done()
        : deeds.scale(
            known.get(), Signal.ALERT, wanted, fires ? "alert fires" : "alert is resolved");
  }

  /** How a function is scaled and why; empty when there is no such function. */
  public Optional<FunctionScaling> find(FunctionName name) {
    return functions.find(name).map(Scaling::view);
  }

  /** Another gateway carried something out. */
  public void heard(FunctionName name, ScalingDecision decision) {
    functions.find(name).ifPresent(function -> function.decided(decision));
  }

  /** Decides no more; what is under way is carried out. Idempotent. */
  @Override
  public void close() {
    closed.countDown();
  }

  /** Reads and decides once. */
  void tick() {
    autoscaler.tick(clock.instant());
  }

  private void run() {
    try {
      while (!closed.await(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
        tick();
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private static FunctionScaling view(ScaledFunction function) {
    FunctionState state = function.state();
    ScaleBounds bounds = function.settings().bounds();
    Load load = new Load(state.desired(), Duration.ZERO, function.load().slots());
    return new FunctionScaling(
        state.name().name(),
        state.name().namespace(),
        function.settings().policy().toString(),
        bounds.min(),
        bounds.max(),
        state.desired(),
        state.ready(),
        Math.round(load.successRate(RATE_SLOTS) * 10) / 10.0,
        function.load().inFlight(),
        function.history().decisions());
  }
}
