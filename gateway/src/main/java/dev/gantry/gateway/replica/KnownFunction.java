package dev.gantry.gateway.replica;

import dev.gantry.api.CallSettings;
import dev.gantry.provider.FunctionState;
import dev.gantry.provider.Replica;
import dev.gantry.provider.ReplicaState;
import dev.gantry.provider.ReplicaWatcher.Withdrawal;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One function as its provider tells of it: turns pushes into tables, keeps the replicas' counters
 * across them, and takes replicas out. Thread-safe.
 */
final class KnownFunction {

  private final Rotation rotation;

  /** Guarded by this. */
  private final Map<String, ReplicaSlot> slots = new HashMap<>();

  /** Replicas being withdrawn at the moment, whatever a push says; guarded by this. */
  private final Set<String> leaving = new HashSet<>();

  /** Replicas that other gateways withdraw, and for whom; guarded by this. */
  private final Map<String, Hold> held = new HashMap<>();

  /** The last push; guarded by this. */
  private @Nullable FunctionState last;

  KnownFunction(Rotation rotation) {
    this.rotation = rotation;
  }

  /** Takes a push; one that is older than the last is ignored. */
  synchronized void changed(FunctionState function) {
    if (function.revision() < rotation.state().revision()) {
      return;
    }
    last = function;
    List<ReplicaSlot> ready = new ArrayList<>();
    Set<String> present = new HashSet<>();
    for (Replica replica : function.replicas()) {
      present.add(replica.id());
      update(replica, ready);
    }
    slots.keySet().retainAll(present);
    rotation.changed(
        new RotationState(
            function.revision(),
            CallSettings.of(function.deployment()),
            ready,
            RotationState.isAsleep(function)));
    rotation.meter().replicas(function.ready(), function.desired());
  }

  void removed() {
    rotation.removed();
  }

  /** Takes a replica out and waits for its calls to end. */
  Withdrawal withdraw(String replicaId, Duration limit) throws InterruptedException {
    ReplicaSlot slot;
    synchronized (this) {
      slot = slots.get(replicaId);
      if (slot == null) {
        return new Withdrawal.Quiet();
      }
      slot.withdraw();
      leaving.add(replicaId);
      rotation.changed(rotation.state().without(slot));
    }
    try {
      int left = slot.awaitQuiet(limit);
      return left == 0 ? new Withdrawal.Quiet() : new Withdrawal.Busy(left);
    } finally {
      synchronized (this) {
        leaving.remove(replicaId);
      }
    }
  }

  /** Takes a replica out for another gateway, whatever a push says, and waits as it does here. */
  Withdrawal hold(String replicaId, Hold hold, Duration limit) throws InterruptedException {
    synchronized (this) {
      held.put(replicaId, hold);
    }
    return withdraw(replicaId, limit);
  }

  /** Ends a hold of that holder, if no later one has taken its place. */
  synchronized void release(String replicaId, Hold ended) {
    Hold present = held.get(replicaId);
    if (present != null && present.isOf(ended)) {
      held.remove(replicaId);
      pushAgain();
    }
  }

  /** Ends the holds of gateways that neither prolonged nor released them. */
  synchronized void releaseOverdue(long nanoTime) {
    if (held.values().removeIf(hold -> hold.until() - nanoTime <= 0)) {
      pushAgain();
    }
  }

  private void pushAgain() {
    FunctionState function = last;
    if (function != null) {
      changed(function);
    }
  }

  /**
   * A replica that the provider calls ready takes calls again, unless its withdrawal is going on,
   * here or for another gateway.
   */
  private void update(Replica replica, List<ReplicaSlot> ready) {
    ReplicaSlot slot = slots.get(replica.id());
    if (!(replica.state() instanceof ReplicaState.Ready)) {
      if (slot != null) {
        slot.withdraw();
      }
      return;
    }
    InetSocketAddress address = replica.address().orElseThrow();
    if (slot == null) {
      slot = new ReplicaSlot(replica.id(), address);
      slots.put(replica.id(), slot);
    }
    slot.moveTo(address);
    if (!leaving.contains(replica.id()) && !held.containsKey(replica.id())) {
      slot.readmit();
      ready.add(slot);
    }
  }
}
