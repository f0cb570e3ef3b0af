package dev.gantry.watchdog.metrics;

import java.util.List;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** Durations in Prometheus' default buckets. Thread-safe; a reader may see a call half counted. */
final class Histogram {

  private static final double[] BOUNDS = {.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10};

  private final List<LongAdder> buckets =
      Stream.generate(LongAdder::new).limit(BOUNDS.length + 1L).toList();
  private final DoubleAdder sum = new DoubleAdder();

  void observe(double seconds) {
    int bucket = 0;
    while (bucket < BOUNDS.length && seconds > BOUNDS[bucket]) {
      bucket++;
    }
    buckets.get(bucket).increment();
    sum.add(seconds);
  }

  long count() {
    return buckets.stream().mapToLong(LongAdder::sum).sum();
  }

  /** Appends its lines; buckets count what is below them too. */
  void write(StringBuilder text, String name, String labels) {
    long below = 0;
    for (int i = 0; i < buckets.size(); i++) {
      below += buckets.get(i).sum();
      String bound = i < BOUNDS.length ? number(BOUNDS[i]) : "+Inf";
      text.append(name).append("_bucket{").append(labels).append(",le=\"").append(bound);
      text.append("\"} ").append(below).append('\n');
    }
    text.append(name).append("_sum{").append(labels).append("} ").append(sum.sum()).append('\n');
    text.append(name).append("_count{").append(labels).append("} ").append(below).append('\n');
  }

  private static String number(double value) {
    return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
  }
}
