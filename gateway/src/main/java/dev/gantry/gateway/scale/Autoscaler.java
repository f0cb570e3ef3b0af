package dev.gantry.gateway.scale;

import dev.gantry.provider.ChangeOutcome;
import dev.gantry.provider.FunctionProvider;
import dev.gantry.provider.ProviderException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the counters of every function and decides. One thread calls {@link #tick}, a few times a
 * second; what takes long runs elsewhere, one deed a function at a time.
 */
final class Autoscaler {

  private static final Logger LOG = LoggerFactory.getLogger(Autoscaler.class);

  /** The name of this gateway among all whose counters are summed. */
  private static final String SELF = "";

  /** After a deed that failed, its function is left alone for a while. */
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

  /** How long the push that follows a deed is waited for. */
  private static final Duration PUSH = Duration.ofSeconds(2);

  private final ScaledFunctions functions;
  private final Deeds deeds;
  private final Fleet fleet;
  private final ScalingMode mode;
  private final FunctionProvider provider;
  private final CpuReadings cpu;
  private final Executor threads;

  /** Used by the thread that ticks. */
  private final Map<ScaledFunction, Watch> watches = new HashMap<>();

  /**
   * @param provider asked what it can do and what replicas use; changed by {@code deeds} only
   * @param threads runs what blocks, without a bound of its own
   */
  Autoscaler(
      ScaledFunctions functions,
      Deeds deeds,
      Fleet fleet,
      ScalingMode mode,
      FunctionProvider provider,
      Executor threads) {
    this.functions = functions;
    this.deeds = deeds;
    this.fleet = fleet;
    this.mode = mode;
    this.provider = provider;
    this.cpu = new CpuReadings(provider, threads);
    this.threads = threads;
  }

  /** What is going on with one function; used by the thread that ticks, but for {@code busy}. */
  private static final class Watch {
    final Judge judge;
    final AtomicBoolean busy = new AtomicBoolean();

    /** Written by the thread of a deed while it is busy. */
    volatile Instant restUntil = Instant.MIN;

    volatile long decidedUpon = Long.MIN_VALUE;

    Watch(ScaledFunction function) {
      judge = new Judge(function);
    }
  }

  /** Reads everything once, and decides where a second is over. Does not block. */
  void tick(Instant now) {
    Set<ScaledFunction> present = Set.copyOf(functions.all());
    watches.keySet().removeIf(function -> forgotten(function, present));
    boolean acts = fleet.acts();
    for (ScaledFunction function : present) {
      Watch watch = watches.computeIfAbsent(function, Watch::new);
      Map<String, CallCounts> counts = new HashMap<>(fleet.others(function.name()));
      counts.put(SELF, CallCounts.of(function.meter()));
      boolean second = function.load().read(now, counts, cpu.of(function));
      if (second) {
        cpu.refresh(function);
      }
      if (second && acts && isSettled(function, watch, now)) {
        decide(watch, now).ifPresent(deed -> begin(function, watch, deed, now));
      }
    }
  }

  private boolean forgotten(ScaledFunction function, Set<ScaledFunction> present) {
    boolean gone = !present.contains(function);
    if (gone) {
      cpu.forget(function);
    }
    return gone;
  }

  private static boolean isSettled(ScaledFunction function, Watch watch, Instant now) {
    return !watch.busy.get()
        && (function.state().revision() != watch.decidedUpon || !now.isBefore(watch.restUntil));
  }

  private Optional<Deed> decide(Watch watch, Instant now) {
    Optional<Deed> byLoad =
        mode == ScalingMode.INTERNAL ? watch.judge.byLoad(now) : Optional.empty();
    return byLoad.isPresent() || mode == ScalingMode.OFF
        ? byLoad
        : watch.judge.byIdleness(now, provider.capabilities().restTiers());
  }

  private void begin(ScaledFunction function, Watch watch, Deed deed, Instant now) {
    watch.busy.set(true);
    watch.decidedUpon = function.state().revision();
    threads.execute(
        () -> {
          try {
            watch.restUntil = now.plus(carriedOut(function, deed) ? PUSH : AFTER_FAILURE);
          } finally {
            watch.busy.set(false);
          }
        });
  }

  private boolean carriedOut(ScaledFunction function, Deed deed) {
    try {
      ChangeOutcome outcome =
          switch (deed) {
            case Deed.Scale scale -> deeds.scale(function, scale.signal(), scale.to(), scale.why());
            case Deed.Rest rest -> deeds.rest(function, rest.tier(), rest.why());
          };
      return succeeded(function, deed, outcome);
    } catch (ProviderException e) {
      LOG.atWarn()
          .addKeyValue("function", function.name())
          .addKeyValue("wanted", deed)
          .setCause(e)
          .log("could not be scaled");
    } catch (RuntimeException | Error e) {
      LOG.atError()
          .addKeyValue("function", function.name())
          .addKeyValue("wanted", deed)
          .setCause(e)
          .log("scaling failed");
    }
    return false;
  }

  /** A call that came just before its function should rest is no fault. */
  private static boolean succeeded(ScaledFunction function, Deed deed, ChangeOutcome outcome) {
    boolean done = outcome instanceof ChangeOutcome.Done;
    boolean called = deed instanceof Deed.Rest && outcome instanceof ChangeOutcome.Refused;
    if (!done && !called && !(outcome instanceof ChangeOutcome.NotFound)) {
      LOG.atWarn()
          .addKeyValue("function", function.name())
          .addKeyValue("wanted", deed)
          .addKeyValue("outcome", outcome)
          .log("could not be scaled");
    }
    return done;
  }
}
