package dev.gantry.gateway.replica;

import dev.gantry.api.FunctionName;
import dev.gantry.gateway.metrics.CallMeters;
import dev.gantry.provider.FunctionState;
import dev.gantry.provider.ReplicaWatcher;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Every function and its replicas, as the provider pushes them. Event loops look functions up; the
 * provider's threads write. Thread-safe; only {@link #withdraw} and {@link #hold} block.
 */
public final class ReplicaTable implements ReplicaWatcher {

  private final Waker waker;
  private final CallMeters meters;
  private final String defaultNamespace;
  private final Executor threads;
  private final WaitingRoom room;
  private final Map<FunctionName, KnownFunction> functions = new ConcurrentHashMap<>();

  /** Under every way to write a function's name in an address, so that a call needs one look-up. */
  private final Map<String, Rotation> byAddress = new ConcurrentHashMap<>();

  /**
   * A table with the usual room for waiting calls.
   *
   * @param waker brings sleeping functions back; called on {@code threads}
   * @param threads runs what blocks, without a bound of its own
   */
  public ReplicaTable(Waker waker, CallMeters meters, String defaultNamespace, Executor threads) {
    this(waker, meters, defaultNamespace, threads, new WaitingRoom());
  }

  /**
   * A table with another room for waiting calls.
   *
   * @param waker brings sleeping functions back; called on {@code threads}
   * @param threads runs what blocks, without a bound of its own
   */
  public ReplicaTable(
      Waker waker, CallMeters meters, String defaultNamespace, Executor threads, WaitingRoom room) {
    this.waker = waker;
    this.meters = meters;
    this.defaultNamespace = defaultNamespace;
    this.threads = threads;
    this.room = room;
  }

  /**
   * The function of an address.
   *
   * @param name {@code fn}, {@code fn.} or {@code fn.namespace}
   * @return null when there is none
   */
  public @Nullable Rotation find(String name) {
    return byAddress.get(name);
  }

  /** The functions there are. */
  public Set<FunctionName> names() {
    return Set.copyOf(functions.keySet());
  }

  @Override
  public void changed(FunctionState function) {
    functions.computeIfAbsent(function.name(), this::add).changed(function);
  }

  @Override
  public void removed(FunctionName name) {
    KnownFunction known = functions.remove(name);
    if (known != null) {
      addresses(name, null);
      known.removed();
      meters.forget(name);
    }
  }

  @Override
  public Withdrawal withdraw(FunctionName name, String replicaId, Duration limit)
      throws InterruptedException {
    KnownFunction known = functions.get(name);
    return known == null ? new Withdrawal.Quiet() : known.withdraw(replicaId, limit);
  }

  /**
   * Takes a replica out of rotation for another gateway, and waits until no call of this one is in
   * it. It stays out until that gateway {@linkplain #release releases} it, the hold is overdue, or
   * the function is gone. Blocks.
   *
   * @param limit how long to wait for running calls; 0 only asks
   */
  public Withdrawal hold(FunctionName name, String replicaId, Hold hold, Duration limit)
      throws InterruptedException {
    KnownFunction known = functions.get(name);
    return known == null ? new Withdrawal.Quiet() : known.hold(replicaId, hold, limit);
  }

  /** Ends a hold, unless a later one has taken its place. Returns at once. */
  public void release(FunctionName name, String replicaId, Hold hold) {
    KnownFunction known = functions.get(name);
    if (known != null) {
      known.release(replicaId, hold);
    }
  }

  /** Ends all holds whose time is over. Returns at once. */
  public void releaseOverdue() {
    long now = System.nanoTime();
    functions.values().forEach(known -> known.releaseOverdue(now));
  }

  private KnownFunction add(FunctionName name) {
    WakeUp wakeUp = new WakeUp(name, waker, threads);
    Rotation rotation =
        new Rotation(
            name,
            meters.of(name),
            wakeUp,
            room,
            bound -> ThreadLocalRandom.current().nextInt(bound));
    addresses(name, rotation);
    return new KnownFunction(rotation);
  }

  private void addresses(FunctionName name, @Nullable Rotation rotation) {
    byAddress.compute(name.toString(), (key, old) -> rotation);
    if (name.namespace().equals(defaultNamespace)) {
      byAddress.compute(name.name(), (key, old) -> rotation);
      byAddress.compute(name.name() + ".", (key, old) -> rotation);
    }
  }
}
