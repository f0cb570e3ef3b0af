package dev.gantry.gateway.relay;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The time limits of the calls on one event loop. Setting and clearing one costs a few stores: most
 * calls have the same limit, and those pass in the order in which they were set, so only the oldest
 * of each length needs a timer.
 */
final class TimeLimits {

  /** Runs something on the event loop later. */
  @FunctionalInterface
  interface Timer {
    void after(long nanos, Runnable task);
  }

  private static final Duration LONGEST = Duration.ofDays(36_500);

  private final Timer timer;
  private final LongSupplier clock;
  private final Map<Long, Line> lines = new HashMap<>();

  /**
   * @param clock nanoseconds that only grow, as {@link System#nanoTime}
   */
  TimeLimits(Timer timer, LongSupplier clock) {
    this.timer = timer;
    this.clock = clock;
  }

  /** A duration in nanoseconds; what is longer than a hundred years is a hundred years. */
  static long nanos(Duration time) {
    return time.compareTo(LONGEST) > 0 ? LONGEST.toNanos() : time.toNanos();
  }

  /**
   * Sets a limit that begins now.
   *
   * @param passed run once when it passes, unless it is {@linkplain Limit#clear cleared} before
   */
  Limit set(long nanos, Runnable passed) {
    Line line = lines.computeIfAbsent(nanos, Line::new);
    return line.add(new Limit(line, clock.getAsLong(), passed));
  }

  /** One limit, in the line of those of the same length. */
  static final class Limit {

    private final Line line;
    private final long since;
    private final Runnable passed;
    private @Nullable Limit older;
    private @Nullable Limit younger;
    private boolean waiting = true;

    private Limit(Line line, long since, Runnable passed) {
      this.line = line;
      this.since = since;
      this.passed = passed;
    }

    /** Makes it as if it had not been set. Harmless when it has passed. */
    void clear() {
      if (waiting) {
        line.remove(this);
      }
    }
  }

  /** Limits of one length, oldest first. */
  private final class Line {

    private final long nanos;
    private @Nullable Limit oldest;
    private @Nullable Limit youngest;
    private boolean timed;

    private Line(long nanos) {
      this.nanos = nanos;
    }

    private Limit add(Limit limit) {
      Limit last = youngest;
      if (last == null) {
        oldest = limit;
      } else {
        last.younger = limit;
        limit.older = last;
      }
      youngest = limit;
      if (!timed) {
        timed = true;
        timer.after(nanos, this::look);
      }
      return limit;
    }

    private void remove(Limit limit) {
      limit.waiting = false;
      if (limit.older == null) {
        oldest = limit.younger;
      } else {
        limit.older.younger = limit.younger;
      }
      if (limit.younger == null) {
        youngest = limit.older;
      } else {
        limit.younger.older = limit.older;
      }
    }

    private void look() {
      long now = clock.getAsLong();
      Limit first = oldest;
      while (first != null && now - first.since >= nanos) {
        remove(first);
        first.passed.run();
        first = oldest;
      }
      if (first == null) {
        timed = false;
        lines.remove(nanos, this);
      } else {
        timer.after(first.since + nanos - now, this::look);
      }
    }
  }
}
