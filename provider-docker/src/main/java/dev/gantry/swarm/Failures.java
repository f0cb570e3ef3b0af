package dev.gantry.swarm;

import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Tasks of one service that ended with an error. Guarded by the view's lock. */
final class Failures {

  private final Set<String> tasks = new HashSet<>();
  private String reason = "";
  private Instant last = Instant.EPOCH;

  void note(SwarmTask task) {
    if (tasks.add(task.id()) && !task.since().isBefore(last)) {
      last = task.since();
      reason = task.error().isEmpty() ? "the task failed" : task.error();
    }
  }

  int count() {
    return tasks.size();
  }

  /** Why the last one ended; empty when there was none. */
  Optional<String> reason() {
    return tasks.isEmpty() ? Optional.empty() : Optional.of(reason);
  }
}
