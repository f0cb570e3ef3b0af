package dev.gantry.tck;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionName;
import dev.gantry.api.ScaleBounds;
import dev.gantry.provider.FunctionState;
import dev.gantry.provider.ReplicaState;
import dev.gantry.provider.ReplicaWatcher;
import dev.gantry.provider.ReplicaWatcher.Withdrawal;
import dev.gantry.provider.RestTier;
import dev.gantry.provider.Subscription;
import dev.gantry.tck.MemoryFunction.Slot;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The functions and replicas of a {@link MemoryProvider}. Every change is made and pushed under one
 * monitor, so pushes are in order; replicas are started, withdrawn and stopped outside of it, on
 * virtual threads.
 */
final class MemoryEngine {

  /** How long a replica fails that crashed. */
  private static final Duration RECOVERY = Duration.ofMillis(50);

  private final MemorySettings settings;
  private final Map<FunctionName, MemoryFunction> functions = new TreeMap<>();
  private @Nullable ReplicaWatcher watcher;
  private boolean readyAtOnce;
  private boolean closed;
  private long revisions;
  private long replicas;

  MemoryEngine(MemorySettings settings) {
    this.settings = settings;
    this.readyAtOnce = settings.readyAtOnce();
  }

  synchronized List<FunctionState> list(String namespace) {
    List<FunctionState> found = new ArrayList<>();
    for (MemoryFunction function : functions.values()) {
      if (function.name.namespace().equals(namespace) && !function.leaving) {
        found.add(function.state());
      }
    }
    return found;
  }

  synchronized Optional<FunctionState> find(FunctionName name) {
    return Optional.ofNullable(present(name)).map(MemoryFunction::state);
  }

  synchronized boolean add(FunctionName name, FunctionDeployment deployment) {
    awaitGone(name);
    if (functions.containsKey(name)) {
      return false;
    }
    int desired = ScaleBounds.of(deployment.labels()).min();
    MemoryFunction function = new MemoryFunction(name, deployment, desired, now());
    functions.put(name, function);
    settle(function);
    return true;
  }

  synchronized boolean replace(FunctionName name, FunctionDeployment deployment) {
    MemoryFunction function = present(name);
    if (function == null) {
      return false;
    }
    ScaleBounds bounds = ScaleBounds.of(deployment.labels());
    function.deployment = deployment;
    function.updatedAt = now();
    function.generation++;
    function.desired = Math.max(bounds.min(), Math.min(function.desired, bounds.max()));
    settle(function);
    return true;
  }

  synchronized boolean remove(FunctionName name) {
    MemoryFunction function = present(name);
    if (function == null) {
      return false;
    }
    function.leaving = true;
    function.desired = 0;
    settle(function);
    return true;
  }

  synchronized boolean scale(FunctionName name, int desired) {
    MemoryFunction function = present(name);
    if (function == null) {
      return false;
    }
    function.desired = desired;
    if (desired > 0) {
      rouse(function);
    }
    settle(function);
    return true;
  }

  synchronized boolean wake(FunctionName name) {
    MemoryFunction function = present(name);
    if (function == null) {
      return false;
    }
    if (function.desired == 0) {
      function.desired = Math.max(1, ScaleBounds.of(function.deployment.labels()).min());
      settle(function);
    } else if (rouse(function)) {
      settle(function);
    }
    return true;
  }

  /**
   * Puts all replicas to rest or none.
   *
   * @return empty for an unknown function, otherwise whether they rest
   */
  Optional<Boolean> rest(FunctionName name, RestTier tier) {
    List<Slot> resting = beginRest(name);
    if (resting == null) {
      return Optional.empty();
    }
    boolean quiet = !resting.isEmpty() || mayRestDeeper(name);
    for (Slot slot : resting) {
      quiet &= withdraw(name, slot.id, Duration.ZERO) instanceof Withdrawal.Quiet;
    }
    endRest(name, resting, quiet, tier);
    return Optional.of(quiet);
  }

  private synchronized @Nullable List<Slot> beginRest(FunctionName name) {
    MemoryFunction function = present(name);
    if (function == null) {
      return null;
    }
    List<Slot> ready = function.slots.values().stream().filter(Slot::isReady).toList();
    ready.forEach(slot -> slot.enter(new ReplicaState.Draining(), now()));
    push(function);
    return ready;
  }

  /** Whether nothing is ready because the function sleeps, rather than because it starts. */
  private synchronized boolean mayRestDeeper(FunctionName name) {
    MemoryFunction function = present(name);
    return function != null
        && (function.desired == 0
            || function.slots.values().stream()
                .anyMatch(slot -> slot.state instanceof ReplicaState.Resting));
  }

  private synchronized void endRest(
      FunctionName name, List<Slot> resting, boolean quiet, RestTier tier) {
    MemoryFunction function = functions.get(name);
    if (function == null) {
      return;
    }
    if (!quiet) {
      resting.forEach(slot -> slot.enter(new ReplicaState.Ready(), now()));
    } else if (tier == RestTier.REMOVED) {
      function.desired = 0;
    } else {
      resting.forEach(slot -> slot.enter(new ReplicaState.Resting(tier), now()));
      deepen(function, tier);
    }
    settle(function);
  }

  private void deepen(MemoryFunction function, RestTier tier) {
    for (Slot slot : function.slots.values()) {
      if (slot.state instanceof ReplicaState.Resting(RestTier present)
          && present.compareTo(tier) < 0) {
        slot.enter(new ReplicaState.Resting(tier), now());
      }
    }
  }

  /** Lets a replica fail for a moment. */
  void crash(FunctionName name, String replicaId, String reason) {
    enter(name, replicaId, new ReplicaState.Failing(reason));
    Thread.startVirtualThread(
        () -> {
          LockSupport.parkNanos(RECOVERY.toNanos());
          recover(name, replicaId);
        });
  }

  private synchronized void recover(FunctionName name, String replicaId) {
    MemoryFunction function = functions.get(name);
    Slot slot = function == null ? null : function.slots.get(replicaId);
    if (function != null && slot != null && slot.state instanceof ReplicaState.Failing) {
      slot.enter(started(), now());
      settle(function);
    }
  }

  synchronized Subscription watch(ReplicaWatcher newcomer) {
    if (watcher != null) {
      throw new IllegalStateException("there is a watcher already");
    }
    watcher = newcomer;
    functions.values().forEach(this::push);
    return () -> unwatch(newcomer);
  }

  @SuppressWarnings("ReferenceEquality") // a watcher may well be equal to another
  private synchronized void unwatch(ReplicaWatcher leaving) {
    if (watcher == leaving) {
      watcher = null;
    }
  }

  /** Lets a test say what a replica does; also what was held back by {@link #holdReadiness}. */
  synchronized void enter(FunctionName name, String replicaId, ReplicaState state) {
    MemoryFunction function = functions.get(name);
    Slot slot = function == null ? null : function.slots.get(replicaId);
    if (function == null || slot == null) {
      throw new IllegalArgumentException(
          "replica: " + replicaId + " (expected: one of " + name + ")");
    }
    slot.enter(state, now());
    settle(function);
  }

  synchronized void holdReadiness(boolean hold) {
    readyAtOnce = !hold;
    if (hold) {
      return;
    }
    for (MemoryFunction function : functions.values()) {
      for (Slot slot : function.slots.values()) {
        if (slot.state instanceof ReplicaState.Starting && slot.address != null) {
          slot.enter(new ReplicaState.Ready(), now());
        }
      }
      settle(function);
    }
  }

  void close() {
    List<MemoryFunction> all;
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      watcher = null;
      all = List.copyOf(functions.values());
    }
    for (MemoryFunction function : all) {
      slotsOf(function).forEach(slot -> stop(function, slot));
    }
  }

  private synchronized List<Slot> slotsOf(MemoryFunction function) {
    return function.slots.values().stream().filter(slot -> !slot.pending).toList();
  }

  private @Nullable MemoryFunction present(FunctionName name) {
    MemoryFunction function = functions.get(name);
    return function == null || function.leaving ? null : function;
  }

  private boolean rouse(MemoryFunction function) {
    boolean roused = false;
    for (Slot slot : function.slots.values()) {
      if (slot.state instanceof ReplicaState.Resting) {
        slot.enter(started(), now());
        roused = true;
      }
    }
    return roused;
  }

  /** Moves a function towards what it should be, and pushes what it is. */
  private void settle(MemoryFunction function) {
    if (closed || functions.get(function.name) != function) {
      return;
    }
    List<Slot> newcomers = new ArrayList<>();
    for (int missing = function.desired - function.current().size(); missing > 0; missing--) {
      String id = function.name.name() + "-" + ++replicas;
      Slot slot = new Slot(id, function.generation, now());
      function.slots.put(id, slot);
      newcomers.add(slot);
    }
    List<Slot> leavers = function.surplus();
    for (Slot slot : leavers) {
      slot.leaving = true;
      slot.enter(new ReplicaState.Draining(), now());
    }
    if (function.leaving && function.slots.isEmpty()) {
      forget(function);
      return;
    }
    push(function);
    newcomers.forEach(slot -> Thread.startVirtualThread(() -> start(function, slot)));
    for (Slot slot : leavers) {
      if (!slot.pending) {
        Thread.startVirtualThread(() -> retire(function, slot));
      }
    }
  }

  private void start(MemoryFunction function, Slot slot) {
    try {
      arrive(function, slot, settings.starter().start(function.name, slot.id));
    } catch (IOException failed) {
      slotFailed(function, slot, String.valueOf(failed.getMessage()));
    }
    boolean unwanted;
    synchronized (this) {
      slot.pending = false;
      unwanted = slot.leaving || closed;
    }
    if (unwanted) {
      retire(function, slot);
    }
  }

  private synchronized void arrive(MemoryFunction function, Slot slot, InetSocketAddress address) {
    slot.address = address;
    if (slot.state instanceof ReplicaState.Starting) {
      slot.enter(started(), now());
      settle(function);
    }
  }

  private synchronized void slotFailed(MemoryFunction function, Slot slot, String reason) {
    if (!slot.leaving) {
      slot.enter(new ReplicaState.Failing(reason), now());
      settle(function);
    }
  }

  private void retire(MemoryFunction function, Slot slot) {
    withdraw(function.name, slot.id, settings.drainLimit());
    stop(function, slot);
    synchronized (this) {
      function.slots.remove(slot.id);
      settle(function);
    }
  }

  private void stop(MemoryFunction function, Slot slot) {
    boolean running;
    synchronized (this) {
      running = slot.address != null && !slot.stopped;
      slot.stopped = true;
    }
    if (running) {
      settings.starter().stop(function.name, slot.id);
    }
  }

  private Withdrawal withdraw(FunctionName name, String replicaId, Duration limit) {
    ReplicaWatcher asked;
    synchronized (this) {
      asked = watcher;
    }
    try {
      return asked == null ? new Withdrawal.Quiet() : asked.withdraw(name, replicaId, limit);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return new Withdrawal.Busy(1);
    }
  }

  private void forget(MemoryFunction function) {
    functions.remove(function.name);
    if (watcher != null) {
      watcher.removed(function.name);
    }
    notifyAll();
  }

  private void push(MemoryFunction function) {
    function.revision = ++revisions;
    if (watcher != null) {
      watcher.changed(function.state());
    }
  }

  /** Waits until the replicas of a removed function of that name are gone. */
  private void awaitGone(FunctionName name) {
    boolean interrupted = false;
    MemoryFunction function = functions.get(name);
    while (function != null && function.leaving) {
      try {
        wait();
      } catch (InterruptedException stop) {
        interrupted = true;
      }
      function = functions.get(name);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private ReplicaState started() {
    return readyAtOnce ? new ReplicaState.Ready() : new ReplicaState.Starting();
  }

  private Instant now() {
    return settings.clock().instant();
  }
}
