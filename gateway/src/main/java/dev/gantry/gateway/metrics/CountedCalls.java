package dev.gantry.gateway.metrics;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ObjIntConsumer;

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
  public int inFlight() {
    long done = ended.sum(); // read first: what starts and ends meanwhile must not go below 0
    return Math.clamp(started.sum() - done, 0, Integer.MAX_VALUE);
  }

  @Override
  public long answered() {
    return ended.sum();
  }

  long startedCount() {
    return started.sum();
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
