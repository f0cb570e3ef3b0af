package dev.gantry.gateway.metrics;

import java.util.function.LongBinaryOperator;

/**
 * What was counted of a function's calls up to one moment, or between two.
 *
 * @param errors answers with a status of 500 or more
 * @param buckets calls by how long they took, not cumulative, of the bounds of contract section 4
 */
@SuppressWarnings("ArrayRecordComponent") // made once, compared by nobody
public record CallTotals(long errors, long[] buckets) {

  /** Nothing was counted. */
  public static final CallTotals NONE = new CallTotals(0, new long[Buckets.count()]);

  /**
   * @throws IllegalArgumentException if there are not as many buckets as the histogram has
   */
  public CallTotals {
    if (buckets.length != Buckets.count()) {
      throw new IllegalArgumentException(
          "there are %d buckets, not %d".formatted(Buckets.count(), buckets.length));
    }
  }

  /** Calls that were answered. */
  public long calls() {
    long calls = 0;
    for (long bucket : buckets) {
      calls += bucket;
    }
    return calls;
  }

  /** What came after an earlier moment. */
  public CallTotals since(CallTotals earlier) {
    return combined(earlier, (later, before) -> later - before);
  }

  /** This and what was counted elsewhere. */
  public CallTotals plus(CallTotals other) {
    return combined(other, Long::sum);
  }

  private CallTotals combined(CallTotals other, LongBinaryOperator how) {
    long[] combined = new long[buckets.length];
    for (int i = 0; i < combined.length; i++) {
      combined[i] = how.applyAsLong(buckets[i], other.buckets[i]);
    }
    return new CallTotals(how.applyAsLong(errors, other.errors), combined);
  }

  /**
   * How long the given part of the calls took at most, in seconds, as Prometheus' {@code
   * histogram_quantile} tells it: even within a bucket, and the last finite bound for what is
   * beyond it.
   *
   * @param part from 0 to 1
   * @return NaN when there was no call
   */
  public double quantileSeconds(double part) {
    double rank = part * calls();
    if (rank == 0) {
      return Double.NaN;
    }
    long below = 0;
    for (int i = 0; i < buckets.length - 1; i++) {
      if (below + buckets[i] >= rank) {
        double from = i == 0 ? 0 : Buckets.bound(i - 1);
        return from + (Buckets.bound(i) - from) * (rank - below) / buckets[i];
      }
      below += buckets[i];
    }
    return Buckets.bound(buckets.length - 2);
  }
}
