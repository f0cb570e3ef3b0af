package dev.gantry.gateway.metrics;

import dev.gantry.api.ScaleSettings;
import dev.gantry.api.ScalingDecision;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The meter of one function: plain counters, which the page reads when it is asked for. A meter
 * that was forgotten goes on counting for the calls that hold it and is shown nowhere.
 */
final class CountedCalls implements FunctionMeter {

  private static final int LOWEST = 100;
  private static final int HIGHEST = 599;

  private final AtomicReferenceArray<Buckets> byStatus =
      new AtomicReferenceArray<>(HIGHEST - LOWEST + 1);
  private final LongAdder started = new LongAdder();
  private final LongAdder ended = new LongAdder();
  private final LongAdder coldStarts = new LongAdder();

  /** Written together by the replica table; a page may see one before the other. */
  private volatile int ready;

  private volatile int desired;

  /** Written by whoever hears of a deployment; null before. */
  private volatile @Nullable ScaleSettings scaling;

  private final Map<Decided, LongAdder> decisions = new ConcurrentHashMap<>();

  /** What decisions are counted by. */
  record Decided(ScalingDecision.Action action, ScalingDecision.Signal signal) {}

  @Override
  public void started() {
    started.increment();
  }

  @Override
  public void ended(int status, long nanos) {
    int index = Math.clamp(status, LOWEST, HIGHEST) - LOWEST;
    Buckets buckets = byStatus.get(index);
    if (buckets == null) {
      byStatus.compareAndSet(index, null, new Buckets());
      buckets = byStatus.get(index);
    }
    buckets.add(nanos);
    ended.increment();
  }

  @Override
  public void coldStart() {
    coldStarts.increment();
  }

  @Override
  public void replicas(int ready, int desired) {
    this.ready = ready;
    this.desired = desired;
  }

  @Override
  public void scaling(ScaleSettings settings) {
    scaling = settings;
  }

  @Override
  public void decided(ScalingDecision decision) {
    decisions
        .computeIfAbsent(new Decided(decision.action(), decision.signal()), each -> new LongAdder())
        .increment();
  }

  @Override
  public int inFlight() {
    long done = ended.sum(); // read first: what starts and ends meanwhile must not go below 0
    return Math.clamp(started.sum() - done, 0, Integer.MAX_VALUE);
  }

  @Override
  public long answered() {
    return ended.sum();
  }

  @Override
  public long arrived() {
    return started.sum();
  }

  @Override
  public long succeeded() {
    long succeeded = 0;
    for (int status = 200; status < 300; status++) {
      Buckets buckets = byStatus.get(status - LOWEST);
      succeeded += buckets == null ? 0 : buckets.total();
    }
    return succeeded;
  }

  long coldStartCount() {
    return coldStarts.sum();
  }

  @Override
  public int readyReplicas() {
    return ready;
  }

  @Override
  public CallTotals totals() {
    long[] buckets = new long[Buckets.count()];
    long[] failed = new long[Buckets.count()];
    forEachStatus((counts, status) -> counts.addTo(status >= 500 ? failed : buckets));
    long errors = 0;
    for (int i = 0; i < buckets.length; i++) {
      errors += failed[i];
      buckets[i] += failed[i];
    }
    return new CallTotals(errors, buckets);
  }

  int desiredReplicas() {
    return desired;
  }

  Optional<ScaleSettings> scaling() {
    return Optional.ofNullable(scaling);
  }

  /** Hands over how many decisions there were of each kind. */
  void forEachDecision(BiConsumer<Decided, Long> use) {
    decisions.forEach((kind, count) -> use.accept(kind, count.sum()));
  }

  /** Hands over the buckets of every status that was answered, with the status. */
  void forEachStatus(ObjIntConsumer<Buckets> use) {
    for (int index = 0; index < byStatus.length(); index++) {
      Buckets buckets = byStatus.get(index);
      if (buckets != null) {
        use.accept(buckets, index + LOWEST);
      }
    }
  }
}
