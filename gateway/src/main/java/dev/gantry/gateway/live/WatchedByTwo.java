package dev.gantry.gateway.live;

import dev.gantry.api.FunctionName;
import dev.gantry.provider.FunctionState;
import dev.gantry.provider.ReplicaWatcher;
import java.time.Duration;

/**
 * Passes what a provider pushes to the watcher that calls depend on, and then to the feed.
 *
 * @param first is asked before replicas are stopped
 * @param feed only hears
 */
public record WatchedByTwo(ReplicaWatcher first, LiveFeed feed) implements ReplicaWatcher {

  @Override
  public void changed(FunctionState function) {
    first.changed(function);
    feed.changed(function);
  }

  @Override
  public void removed(FunctionName name) {
    first.removed(name);
    feed.removed(name);
  }

  @Override
  public Withdrawal withdraw(FunctionName name, String replicaId, Duration limit)
      throws InterruptedException {
    return first.withdraw(name, replicaId, limit);
  }
}
