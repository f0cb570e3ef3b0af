package dev.gantry.tck;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionName;
import dev.gantry.provider.FunctionState;
import dev.gantry.provider.Replica;
import dev.gantry.provider.ReplicaState;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a {@link MemoryEngine} knows of one function; guarded by the engine's monitor. */
final class MemoryFunction {

  /** One replica and the deployment it runs. */
  static final class Slot {
    final String id;
    final int generation;
    @Nullable InetSocketAddress address;
    ReplicaState state = new ReplicaState.Starting();
    Instant since;

    /** The starter has not answered yet. */
    boolean pending = true;

    /** On its way out, for good. */
    boolean leaving;

    boolean stopped;

    Slot(String id, int generation, Instant now) {
      this.id = id;
      this.generation = generation;
      this.since = now;
    }

    boolean isReady() {
      return state instanceof ReplicaState.Ready;
    }

    void enter(ReplicaState next, Instant now) {
      state = next;
      since = now;
    }
  }

  final FunctionName name;
  final Instant createdAt;
  final Map<String, Slot> slots = new LinkedHashMap<>();
  FunctionDeployment deployment;
  Instant updatedAt;
  int desired;
  long revision;

  /** Counts updates, so that replicas of an old deployment are told from the new ones. */
  int generation;

  /** Removed, and its last replicas are draining. */
  boolean leaving;

  MemoryFunction(FunctionName name, FunctionDeployment deployment, int desired, Instant now) {
    this.name = name;
    this.deployment = deployment;
    this.desired = desired;
    this.createdAt = now;
    this.updatedAt = now;
  }

  FunctionState state() {
    List<Replica> replicas = new ArrayList<>();
    for (Slot slot : slots.values()) {
      replicas.add(
          new Replica(
              slot.id,
              Optional.ofNullable(slot.address),
              slot.state,
              slot.since,
              Optional.of("memory")));
    }
    return new FunctionState(
        name, revision, deployment, desired, replicas, createdAt, updatedAt, Optional.empty());
  }

  /** Replicas of the present deployment that are to stay, those that do not run yet last. */
  List<Slot> current() {
    List<Slot> ready = new ArrayList<>();
    List<Slot> others = new ArrayList<>();
    for (Slot slot : slots.values()) {
      if (slot.generation == generation && !slot.leaving) {
        (slot.isReady() ? ready : others).add(slot);
      }
    }
    ready.addAll(others);
    return ready;
  }

  /** Replicas of earlier deployments that still take calls. */
  List<Slot> outdated() {
    List<Slot> found = new ArrayList<>();
    for (Slot slot : slots.values()) {
      if (slot.generation < generation && !slot.leaving) {
        found.add(slot);
      }
    }
    return found;
  }

  /** Those to withdraw now: surplus ones, and old ones once enough new ones are ready. */
  List<Slot> surplus() {
    List<Slot> current = current();
    List<Slot> found = new ArrayList<>();
    if (current.size() > desired) {
      found.addAll(current.subList(desired, current.size()));
    }
    long ready = current.stream().filter(Slot::isReady).count();
    if (ready >= desired) {
      found.addAll(outdated());
    }
    return found;
  }
}
