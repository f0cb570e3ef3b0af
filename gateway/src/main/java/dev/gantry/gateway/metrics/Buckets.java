package dev.gantry.gateway.metrics;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import java.util.concurrent.atomic.LongAdder;

/** How long calls took, counted in the histogram buckets of contract section 4. Wait-free. */
final class Buckets {

  private static final double[] BOUNDS = {
    .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, Double.POSITIVE_INFINITY
  };
  private static final long[] BOUNDS_NANOS = nanos();

  private final LongAdder[] counts = new LongAdder[BOUNDS.length];
  private final LongAdder sumNanos = new LongAdder();

  Buckets() {
    for (int i = 0; i < counts.length; i++) {
      counts[i] = new LongAdder();
    }
  }

  void add(long nanos) {
    int bucket = 0;
    while (nanos > BOUNDS_NANOS[bucket]) {
      bucket++;
    }
    counts[bucket].increment();
    sumNanos.add(Math.max(0, nanos));
  }

  /** The counts at one moment, so that every series of a page comes from the same numbers. */
  Reading read() {
    long[] each = new long[counts.length];
    long total = 0;
    for (int i = 0; i < each.length; i++) {
      each[i] = counts[i].sum();
      total += each[i];
    }
    return new Reading(ClassicHistogramBuckets.of(BOUNDS, each), total, sumNanos.sum() / 1e9);
  }

  /** Adds the counts to those of others. */
  void addTo(long[] sums) {
    for (int i = 0; i < counts.length; i++) {
      sums[i] += counts[i].sum();
    }
  }

  /** How many buckets there are. */
  static int count() {
    return BOUNDS.length;
  }

  /** The upper bound of a bucket in seconds. */
  static double bound(int bucket) {
    return BOUNDS[bucket];
  }

  long total() {
    long total = 0;
    for (LongAdder count : counts) {
      total += count.sum();
    }
    return total;
  }

  /**
   * What was counted.
   *
   * @param buckets not cumulative
   * @param count of all buckets
   * @param seconds all calls together
   */
  record Reading(ClassicHistogramBuckets buckets, long count, double seconds) {}

  private static long[] nanos() {
    long[] nanos = new long[BOUNDS.length];
    for (int i = 0; i < nanos.length; i++) {
      nanos[i] =
          Double.isInfinite(BOUNDS[i]) ? Long.MAX_VALUE : Math.round(BOUNDS[i] * 1_000_000_000);
    }
    return nanos;
  }
}
