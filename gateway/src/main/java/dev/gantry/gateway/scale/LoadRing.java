package dev.gantry.gateway.scale;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The last seconds of one function's calls, in slots of one second. It is fed with the counters of
 * every gateway as often as one likes; a slot ends with the first reading after a second. One
 * thread feeds it, any may look.
 */
final class LoadRing {

  static final int SLOTS = 15;

  private static final Duration SLOT = Duration.ofSeconds(1);

  /** The newest first; written by the thread that feeds it, as is everything below. */
  private volatile List<Slot> slots = List.of();

  private volatile Map<String, CallCounts> last = Map.of();
  private Instant lastCall = Instant.MIN;
  private @Nullable Instant began;
  private long succeeded;
  private long arrived;
  private int least = Integer.MAX_VALUE;
  private long inFlightSum;
  private int readings;

  /**
   * Takes a reading.
   *
   * @param counts of each gateway, by its name; one that is new counts from here on
   * @param cpuMillis of all replicas at this moment
   * @return whether a slot has ended with it
   */
  boolean read(Instant now, Map<String, CallCounts> counts, double cpuMillis) {
    counts.forEach((gateway, each) -> addCalls(gateway, each, now));
    int inFlight = inFlight(counts);
    last = Map.copyOf(counts);
    if (began == null) {
      began = now;
      return false;
    }
    least = Math.min(least, inFlight);
    inFlightSum += inFlight;
    readings++;
    Duration length = Duration.between(began, now);
    if (length.isNegative()) {
      restart(now); // the clock was set back
      return false;
    }
    if (length.compareTo(SLOT) < 0) {
      return false;
    }
    close(length, cpuMillis);
    restart(now);
    return true;
  }

  /** What has been read, the newest slot first. */
  List<Slot> slots() {
    return slots;
  }

  /** The last reading that saw a call in flight or a new one; {@link Instant#MIN} for none. */
  Instant lastCall() {
    return lastCall;
  }

  /** Calls in flight at the last reading. */
  int inFlight() {
    return inFlight(last);
  }

  private void addCalls(String gateway, CallCounts counts, Instant now) {
    CallCounts before = last.get(gateway);
    if (counts.inFlight() > 0 || (before != null && counts.started() != before.started())) {
      lastCall = now;
    }
    if (before != null) {
      long done = Math.max(0, counts.succeeded() - before.succeeded());
      succeeded += done;
      arrived += done + counts.inFlight() - before.inFlight();
    }
  }

  private void close(Duration length, double cpuMillis) {
    List<Slot> all = new ArrayList<>(SLOTS + 1);
    all.add(
        new Slot(
            length.toNanos() / 1e9,
            succeeded,
            Math.max(0, arrived),
            least,
            (double) inFlightSum / readings,
            cpuMillis));
    all.addAll(slots);
    slots = List.copyOf(all.subList(0, Math.min(all.size(), SLOTS)));
  }

  private void restart(Instant now) {
    began = now;
    succeeded = 0;
    arrived = 0;
    least = Integer.MAX_VALUE;
    inFlightSum = 0;
    readings = 0;
  }

  private static int inFlight(Map<String, CallCounts> counts) {
    return counts.values().stream().mapToInt(CallCounts::inFlight).sum();
  }
}
