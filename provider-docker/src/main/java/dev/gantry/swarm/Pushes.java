package dev.gantry.swarm;

import dev.gantry.api.FunctionName;
import dev.gantry.provider.FunctionState;
import dev.gantry.provider.ReplicaWatcher;
import dev.gantry.provider.ReplicaWatcher.Withdrawal;
import dev.gantry.provider.Subscription;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells the one watcher there may be, and remembers what it was told. Thread-safe. */
final class Pushes {

  /** Guarded by this. */
  private @Nullable ReplicaWatcher watcher;

  /** Guarded by this: the last state of each function, pushed or not. */
  private final Map<FunctionName, FunctionState> last = new HashMap<>();

  synchronized Subscription open(ReplicaWatcher next) {
    if (watcher != null) {
      throw new IllegalStateException("there is a watcher already");
    }
    watcher = next;
    return () -> close(next);
  }

  synchronized @Nullable FunctionState last(FunctionName name) {
    return last.get(name);
  }

  synchronized void changed(FunctionState state) {
    last.put(state.name(), state);
    if (watcher != null) {
      watcher.changed(state);
    }
  }

  synchronized void removed(FunctionName name) {
    last.remove(name);
    if (watcher != null) {
      watcher.removed(name);
    }
  }

  /** Asks for a replica; quiet when nobody sends calls. */
  Withdrawal withdraw(FunctionName name, String replicaId, Duration limit)
      throws InterruptedException {
    ReplicaWatcher present;
    synchronized (this) {
      present = watcher;
    }
    return present == null ? new Withdrawal.Quiet() : present.withdraw(name, replicaId, limit);
  }

  synchronized void close() {
    watcher = null;
  }

  private synchronized void close(ReplicaWatcher which) {
    if (watcher == which) {
      watcher = null;
    }
  }
}
