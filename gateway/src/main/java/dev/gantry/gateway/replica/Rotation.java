package dev.gantry.gateway.replica;

import dev.gantry.api.CallSettings;
import dev.gantry.api.FunctionName;
import dev.gantry.gateway.metrics.FunctionMeter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The replicas of one function that take calls, and the calls that wait for one of them.
 *
 * <p>Entering and leaving are lock-free while nobody waits. The order of the two counters that make
 * that safe: who waits is counted first and tries for a replica then; who leaves frees the replica
 * first and looks for who waits then. So one of the two sees the other, and no call is left waiting
 * beside a free replica.
 *
 * <p>Thread-safe; the lock is held for a few instructions and never across a call of anybody else.
 */
public final class Rotation {

  private final FunctionName name;
  private final FunctionMeter meter;
  private final WakeUp wakeUp;
  private final WaitingRoom room;
  private final IntUnaryOperator random;
  private final ReentrantLock lock = new ReentrantLock();

  /** In the order of their coming; guarded by {@link #lock}. */
  private final Set<WaitingCall> waiting = new LinkedHashSet<>();

  /** The size of {@link #waiting}; written under {@link #lock}, read by everybody. */
  private volatile int waitingCount;

  /** Guarded by {@link #lock}. */
  private boolean removed;

  /** Written by the provider's thread. */
  private volatile RotationState state = RotationState.NOTHING;

  Rotation(
      FunctionName name,
      FunctionMeter meter,
      WakeUp wakeUp,
      WaitingRoom room,
      IntUnaryOperator random) {
    this.name = name;
    this.meter = meter;
    this.wakeUp = wakeUp;
    this.room = room;
    this.random = random;
  }

  /** The function. */
  public FunctionName name() {
    return name;
  }

  /** Counts its calls. */
  public FunctionMeter meter() {
    return meter;
  }

  /** How its calls are limited now. */
  public CallSettings settings() {
    return state.settings();
  }

  /** Whether a replica takes calls, busy or not. */
  public boolean hasReady() {
    return !state.ready().isEmpty();
  }

  /** How many calls wait now. */
  public int waiting() {
    return waitingCount;
  }

  RotationState state() {
    return state;
  }

  /**
   * Enters the less busy of two replicas picked at random, or any other with room; one that could
   * not be reached a moment ago only if that holds for all.
   *
   * @return null when there is no room, or when others wait already
   */
  public @Nullable ReplicaSlot tryEnter() {
    return waitingCount > 0 ? null : pick();
  }

  /**
   * Enters the least busy replica that is not among those a call has tried in vain.
   *
   * @return null when there is no other, or no room in one
   */
  public @Nullable ReplicaSlot tryEnterOther(Set<ReplicaSlot> tried) {
    RotationState now = state;
    List<ReplicaSlot> others = new ArrayList<>(now.ready());
    others.removeAll(tried);
    others.sort((a, b) -> Integer.compare(a.callsInFlight(), b.callsInFlight()));
    return enterFirst(others, 0, now.settings().concurrency());
  }

  /** Enters one replica again, if it takes calls and has room. */
  public boolean tryEnterAgain(ReplicaSlot replica) {
    RotationState now = state;
    return now.ready().contains(replica) && replica.tryEnter(now.settings().concurrency());
  }

  /**
   * Whether a call that has tried some replicas in vain may still get one: another takes calls, or
   * none does and it waits for one as every call would.
   */
  public boolean mayGetOther(Set<ReplicaSlot> tried) {
    List<ReplicaSlot> ready = state.ready();
    return ready.isEmpty() || !tried.containsAll(ready);
  }

  /**
   * Waits in line for a replica, and wakes the function when it sleeps; a call that finds no place
   * in the line wakes it for the next one. Returns at once.
   */
  public void await(WaitingCall call) {
    Refusal refusal = join(call);
    if (refusal != null) {
      call.refused(refusal);
      if (refusal != Refusal.GONE && state.asleep()) {
        wakeUp.request(this);
      }
      return;
    }
    handOver();
    if (state.asleep() && waitingCount > 0) {
      wakeUp.request(this);
    }
  }

  /**
   * Stops waiting.
   *
   * @return why it got no replica, as things are now; null when it was answered in the meantime
   */
  public @Nullable Refusal giveUp(WaitingCall call) {
    lock.lock();
    try {
      if (!waiting.remove(call)) {
        return null;
      }
      left(1);
      if (waiting.isEmpty()) {
        wakeUp.settled();
      }
    } finally {
      lock.unlock();
    }
    return hasReady() ? Refusal.SATURATED : Refusal.NONE_READY;
  }

  /** Leaves a replica; exactly once for each that was entered. */
  public void leave(ReplicaSlot replica) {
    replica.leave();
    if (waitingCount > 0) {
      handOver();
    }
  }

  /** Takes the new state of the function. */
  void changed(RotationState next) {
    state = next;
    handOver();
    wakeUp.settled();
    if (next.asleep() && waitingCount > 0) {
      wakeUp.request(this);
    }
  }

  /** The provider agreed to wake: when that has shown already, the next sleep is a new one. */
  void wakeAgreed() {
    if (!state.asleep() || waitingCount == 0) {
      wakeUp.settled();
    }
  }

  /** The function is gone. */
  void removed() {
    lock.lock();
    try {
      removed = true;
    } finally {
      lock.unlock();
    }
    refuseAll(Refusal.GONE);
  }

  /** Answers every waiting call. */
  void refuseAll(Refusal why) {
    List<WaitingCall> all;
    lock.lock();
    try {
      all = List.copyOf(waiting);
      waiting.clear();
      left(all.size());
    } finally {
      lock.unlock();
    }
    all.forEach(call -> call.refused(why));
  }

  private @Nullable Refusal join(WaitingCall call) {
    lock.lock();
    try {
      if (removed) {
        return Refusal.GONE;
      }
      if (waiting.size() >= state.settings().waitingMax()) {
        return Refusal.QUEUE_FULL;
      }
      if (!room.enter(waiting.size())) {
        return Refusal.ROOM_FULL;
      }
      waiting.add(call);
      waitingCount = waiting.size();
      return null;
    } finally {
      lock.unlock();
    }
  }

  /** Notes that so many calls wait no more; called with the lock held. */
  private void left(int calls) {
    waitingCount = waiting.size();
    room.leave(waitingCount + calls, waitingCount);
  }

  private void handOver() {
    while (waitingCount > 0) {
      WaitingCall first;
      ReplicaSlot replica;
      lock.lock();
      try {
        replica = waiting.isEmpty() ? null : pick();
        if (replica == null) {
          return;
        }
        first = waiting.iterator().next();
        waiting.remove(first);
        left(1);
      } finally {
        lock.unlock();
      }
      first.granted(replica);
    }
  }

  private @Nullable ReplicaSlot pick() {
    RotationState now = state;
    List<ReplicaSlot> ready = now.ready();
    int limit = now.settings().concurrency();
    int count = ready.size();
    if (count < 2) {
      return count == 1 && ready.getFirst().tryEnter(limit) ? ready.getFirst() : null;
    }
    int first = random.applyAsInt(count);
    int second = (first + 1 + random.applyAsInt(count - 1)) % count;
    ReplicaSlot one = ready.get(first);
    ReplicaSlot other = ready.get(second);
    ReplicaSlot lessBusy = other.callsInFlight() < one.callsInFlight() ? other : one;
    return !lessBusy.isAvoided() && lessBusy.tryEnter(limit)
        ? lessBusy
        : enterFirst(ready, first, limit);
  }

  /** Enters the first that has room, and one that is avoided only where all are. */
  private static @Nullable ReplicaSlot enterFirst(
      List<ReplicaSlot> replicas, int start, int limit) {
    int count = replicas.size();
    boolean allAvoided = true;
    for (int i = 0; i < count; i++) {
      ReplicaSlot replica = replicas.get((start + i) % count);
      boolean avoided = replica.isAvoided();
      allAvoided &= avoided;
      if (!avoided && replica.tryEnter(limit)) {
        return replica;
      }
    }
    for (int i = 0; allAvoided && i < count; i++) {
      ReplicaSlot replica = replicas.get((start + i) % count);
      if (replica.tryEnter(limit)) {
        return replica;
      }
    }
    return null;
  }
}
