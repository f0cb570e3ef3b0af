package dev.gantry.gateway.live;

import dev.gantry.api.FunctionName;
import dev.gantry.provider.FunctionState;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One who is told of functions. Holds at most one change a function and one tick, however slow its
 * reader is. Thread-safe; only {@link #await} blocks.
 */
public final class LiveSubscription implements AutoCloseable {

  private final Consumer<LiveSubscription> end;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition told = lock.newCondition();

  /** Guarded by {@link #lock}. */
  private Map<FunctionName, Optional<FunctionState>> changes = new LinkedHashMap<>();

  /** Guarded by {@link #lock}. */
  private @Nullable LiveTick tick;

  LiveSubscription(Consumer<LiveSubscription> end) {
    this.end = end;
  }

  void tell(FunctionName name, Optional<FunctionState> state) {
    lock.lock();
    try {
      changes.put(name, state);
      told.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void tell(LiveTick latest) {
    lock.lock();
    try {
      tick = latest;
      told.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for news.
   *
   * @param limit how long at most; the news are empty then
   */
  public LiveNews await(Duration limit) throws InterruptedException {
    long left = limit.toNanos();
    lock.lockInterruptibly();
    try {
      while (changes.isEmpty() && tick == null && left > 0) {
        left = told.awaitNanos(left);
      }
      LiveNews news = new LiveNews(changes, tick);
      changes = new LinkedHashMap<>();
      tick = null;
      return news;
    } finally {
      lock.unlock();
    }
  }

  /** Hears no more. Idempotent. */
  @Override
  public void close() {
    end.accept(this);
  }
}
