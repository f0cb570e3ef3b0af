package dev.gantry.gateway.scale;

import dev.gantry.api.ScalingDecision;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last decisions about one function. Thread-safe. */
final class ScalingHistory {

  static final int LENGTH = 100;

  /** The newest first; guarded by this. */
  private final Deque<ScalingDecision> decisions = new ArrayDeque<>();

  synchronized void add(ScalingDecision decision) {
    decisions.addFirst(decision);
    if (decisions.size() > LENGTH) {
      decisions.removeLast();
    }
  }

  /** What was decided, the newest first. */
  synchronized List<ScalingDecision> decisions() {
    return List.copyOf(decisions);
  }
}
