package dev.gantry.host.replica;

import dev.gantry.api.FunctionName;
import dev.gantry.provider.FunctionState;
import dev.gantry.provider.ReplicaWatcher;
import dev.gantry.provider.ReplicaWatcher.Withdrawal;
import dev.gantry.provider.Subscription;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The way to the one watcher. Pushes go out one after the other, under this feed's monitor, so that
 * none is under way when a subscription has been closed.
 */
public final class ReplicaFeed {

  private @Nullable ReplicaWatcher watcher;

  /**
   * Lets a watcher hear of all that follows.
   *
   * @throws IllegalStateException if there is one already
   */
  public synchronized Subscription open(ReplicaWatcher newcomer) {
    if (watcher != null) {
      throw new IllegalStateException("there is a watcher already");
    }
    watcher = newcomer;
    AtomicBoolean open = new AtomicBoolean(true);
    return () -> close(open);
  }

  private synchronized void close(AtomicBoolean open) {
    if (open.getAndSet(false)) {
      watcher = null;
    }
  }

  /** Ends whatever subscription there is. */
  public synchronized void close() {
    watcher = null;
  }

  synchronized void changed(FunctionState state) {
    if (watcher != null) {
      watcher.changed(state);
    }
  }

  synchronized void removed(FunctionName name) {
    if (watcher != null) {
      watcher.removed(name);
    }
  }

  /** Asks the watcher, outside the monitor because that takes long; quiet when nobody watches. */
  Withdrawal withdraw(FunctionName name, String replicaId, Duration limit)
      throws InterruptedException {
    ReplicaWatcher asked = present();
    return asked == null ? new Withdrawal.Quiet() : asked.withdraw(name, replicaId, limit);
  }

  private synchronized @Nullable ReplicaWatcher present() {
    return watcher;
  }
}
