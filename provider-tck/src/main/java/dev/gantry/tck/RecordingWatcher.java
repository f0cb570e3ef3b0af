package dev.gantry.tck;

import dev.gantry.api.FunctionName;
import dev.gantry.provider.FunctionState;
import dev.gantry.provider.ReplicaWatcher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A watcher that writes down what it is told, and holds a withdrawal for as long as a test says.
 */
public final class RecordingWatcher implements ReplicaWatcher {

  /** Something a provider said. */
  public sealed interface Event {
    FunctionName name();

    /** A push. */
    record Changed(FunctionState state) implements Event {
      @Override
      public FunctionName name() {
        return state.name();
      }
    }

    /** The function is gone. */
    record Removed(FunctionName name) implements Event {}

    /** A withdrawal began. */
    record Withdrawn(FunctionName name, String replicaId) implements Event {}
  }

  private final List<Event> events = new ArrayList<>();
  private final Set<String> busy = new HashSet<>();

  @Override
  public synchronized void changed(FunctionState state) {
    events.add(new Event.Changed(state));
  }

  @Override
  public synchronized void removed(FunctionName name) {
    events.add(new Event.Removed(name));
  }

  @Override
  public synchronized Withdrawal withdraw(FunctionName name, String replicaId, Duration limit)
      throws InterruptedException {
    events.add(new Event.Withdrawn(name, replicaId));
    long deadline = System.nanoTime() + limit.toNanos();
    while (busy.contains(replicaId)) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return new Withdrawal.Busy(1);
      }
      wait(left);
    }
    return new Withdrawal.Quiet();
  }

  /** Pretends that a call runs in a replica. */
  public synchronized void occupy(String replicaId) {
    busy.add(replicaId);
  }

  /** Pretends that the calls of a replica have ended. */
  public synchronized void leave(String replicaId) {
    busy.remove(replicaId);
    notifyAll();
  }

  /** Everything so far about one function, in order. */
  public synchronized List<Event> events(FunctionName name) {
    return events.stream().filter(event -> event.name().equals(name)).toList();
  }

  /** The pushed states of one function, in order. */
  public List<FunctionState> states(FunctionName name) {
    List<FunctionState> found = new ArrayList<>();
    for (Event event : events(name)) {
      if (event instanceof Event.Changed(FunctionState state)) {
        found.add(state);
      }
    }
    return found;
  }
}
