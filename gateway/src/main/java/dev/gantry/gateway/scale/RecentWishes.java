package dev.gantry.gateway.scale;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** How many replicas were enough at each second of the last minutes. Used by one thread. */
final class RecentWishes {

  private static final Duration LONGEST = Duration.ofMinutes(5);

  private record Entry(Instant at, int enough) {}

  /** The newest first. */
  private final Deque<Entry> entries = new ArrayDeque<>();

  void add(Instant at, int enough) {
    entries.addFirst(new Entry(at, enough));
    Instant oldest = at.minus(LONGEST);
    while (entries.getLast().at.isBefore(oldest)) {
      entries.removeLast();
    }
  }

  /** The highest within a window, the last one at least; 0 when there is none. */
  int highest(Instant now, Duration window) {
    Instant oldest = now.minus(window);
    int highest = 0;
    for (Entry entry : entries) {
      if (entry.at.isBefore(oldest)) {
        break;
      }
      highest = Math.max(highest, entry.enough);
    }
    return highest;
  }

  /** Whether so much time is known. */
  boolean covers(Instant now, Duration window) {
    return !entries.isEmpty() && !entries.getLast().at.isAfter(now.minus(window));
  }

  void clear() {
    entries.clear();
  }
}
