package dev.gantry.gateway.live;

import dev.gantry.api.FunctionName;
import dev.gantry.gateway.metrics.CallMeters;
import dev.gantry.provider.FunctionState;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells its subscribers of functions that come, change and go, and of every function's figures.
 * Keeps the figures of the last minutes, so that who subscribes sees them at once.
 *
 * <p>Thread-safe. Nothing here blocks: a subscriber that is slow gets the newest of what it missed,
 * never a queue.
 */
public final class LiveFeed implements AutoCloseable {

  /** How long the calls of one figure are counted. */
  public static final Duration INTERVAL = Duration.ofSeconds(2);

  /** How many intervals are kept: five minutes. */
  public static final int INTERVALS = 150;

  private final CallMeters meters;
  private final OtherGateways others;

  /** Guarded by this. */
  private final Map<FunctionName, Known> functions = new TreeMap<>();

  /** Guarded by this. */
  private final Set<LiveSubscription> subscriptions = new LinkedHashSet<>();

  /** How many intervals have ended; guarded by this. */
  private long ticks;

  private volatile @Nullable Thread clock;

  private record Known(FunctionState state, CallHistory history) {}

  /**
   * @param meters where the calls of this gateway are counted
   * @param others whose calls are added to them
   */
  public LiveFeed(CallMeters meters, OtherGateways others) {
    this.meters = meters;
    this.others = others;
  }

  /** Starts ending intervals, until it is closed. */
  public void start() {
    clock = Thread.ofVirtual().name("live-figures").start(this::run);
  }

  /** A function is new or has changed; a state that is older than the last is ignored. */
  public synchronized void changed(FunctionState state) {
    Known known = functions.get(state.name());
    if (known != null && state.revision() < known.state().revision()) {
      return;
    }
    CallHistory history =
        known == null ? new CallHistory(meters.of(state.name()), INTERVALS) : known.history();
    functions.put(state.name(), new Known(state, history));
    subscriptions.forEach(each -> each.tell(state.name(), Optional.of(state)));
  }

  /** A function is gone. */
  public synchronized void removed(FunctionName name) {
    if (functions.remove(name) != null) {
      subscriptions.forEach(each -> each.tell(name, Optional.empty()));
    }
  }

  /** Subscribes; every present function is among the first news. Closed by the caller. */
  public synchronized LiveSubscription subscribe() {
    LiveSubscription subscription = new LiveSubscription(this::unsubscribe);
    functions.forEach((name, known) -> subscription.tell(name, Optional.of(known.state())));
    subscriptions.add(subscription);
    return subscription;
  }

  /** A function's figures, oldest first; empty for one that is not there. */
  public synchronized List<CallFigures> history(FunctionName name) {
    Known known = functions.get(name);
    return known == null ? List.of() : known.history().slots();
  }

  /** How many intervals have ended since the start. */
  public synchronized long ticks() {
    return ticks;
  }

  /** Ends an interval now. */
  public synchronized void tick() {
    Map<FunctionName, CallFigures> figures = HashMap.newHashMap(functions.size());
    functions.forEach((name, known) -> figures.put(name, known.history().tick(others.of(name))));
    ticks++;
    LiveTick tick = new LiveTick(ticks, figures);
    subscriptions.forEach(each -> each.tell(tick));
  }

  private synchronized void unsubscribe(LiveSubscription subscription) {
    subscriptions.remove(subscription);
  }

  private void run() {
    try {
      while (true) {
        Thread.sleep(INTERVAL);
        tick();
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the rhythm; subscriptions hear no more. Idempotent. */
  @Override
  public void close() {
    Thread running = clock;
    if (running != null) {
      running.interrupt();
    }
  }
}
