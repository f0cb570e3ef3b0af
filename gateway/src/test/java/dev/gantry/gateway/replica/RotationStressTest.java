package dev.gantry.gateway.replica;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.api.CallSettings;
import dev.gantry.api.FunctionName;
import dev.gantry.gateway.TestMeters;
import dev.gantry.provider.ChangeOutcome;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@SuppressWarnings("ThreadPriorityCheck") // it only shakes the order, nothing relies on it
class RotationStressTest {

  private static final FunctionName NAME = new FunctionName("fn", "ns");

  /** Many threads on few places: no limit is passed, nobody is forgotten, all counters end at 0. */
  @Test
  @Timeout(60)
  void keepsItsLimitsAndForgetsNobody() throws Exception {
    int limit = 3;
    int threads = 64;
    int callsOfEach = 2000;
    Rotation rotation = rotation();
    List<ReplicaSlot> slots = slots(4);
    rotation.changed(state(1, limit, slots));
    Map<ReplicaSlot, AtomicInteger> inside = new ConcurrentHashMap<>();
    AtomicInteger tooMany = new AtomicInteger();
    AtomicInteger served = new AtomicInteger();
    AtomicInteger left = new AtomicInteger();

    List<Thread> all = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      all.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    for (int call = 0; call < callsOfEach; call++) {
                      ReplicaSlot slot = enter(rotation);
                      if (slot == null) {
                        left.incrementAndGet();
                        continue;
                      }
                      AtomicInteger count =
                          inside.computeIfAbsent(slot, key -> new AtomicInteger());
                      if (count.incrementAndGet() > limit) {
                        tooMany.incrementAndGet();
                      }
                      Thread.yield();
                      count.decrementAndGet();
                      served.incrementAndGet();
                      rotation.leave(slot);
                    }
                  }));
    }
    Thread changes = Thread.ofVirtual().start(() -> change(rotation, limit, slots));
    for (Thread thread : all) {
      thread.join();
    }
    changes.interrupt();
    changes.join();

    assertThat(tooMany).hasValue(0);
    assertThat(served.get() + left.get()).isEqualTo(threads * callsOfEach);
    assertThat(rotation.waiting()).isZero();
    assertThat(slots).allSatisfy(slot -> assertThat(slot.callsInFlight()).isZero());
  }

  /** Takes replicas out and puts them back while calls run. */
  private static void change(Rotation rotation, int limit, List<ReplicaSlot> slots) {
    long revision = 2;
    while (!Thread.currentThread().isInterrupted()) {
      ReplicaSlot slot = slots.get(ThreadLocalRandom.current().nextInt(slots.size()));
      slot.withdraw();
      List<ReplicaSlot> others = slots.stream().filter(other -> other != slot).toList();
      rotation.changed(state(revision++, limit, others));
      Thread.yield();
      slot.readmit();
      rotation.changed(state(revision++, limit, slots));
    }
    rotation.changed(state(revision, limit, slots));
  }

  /** Enters at once or waits; one in ten waiting calls goes away. */
  private static @Nullable ReplicaSlot enter(Rotation rotation) {
    ReplicaSlot free = rotation.tryEnter();
    if (free != null) {
      return free;
    }
    CompletableFuture<ReplicaSlot> granted = new CompletableFuture<>();
    WaitingCall call =
        new WaitingCall() {
          @Override
          public void granted(ReplicaSlot replica) {
            granted.complete(replica);
          }

          @Override
          public void refused(Refusal why) {
            granted.completeExceptionally(new IllegalStateException(why.name()));
          }
        };
    rotation.await(call);
    if (ThreadLocalRandom.current().nextInt(10) == 0 && rotation.giveUp(call) != null) {
      return null;
    }
    return granted.orTimeout(30, TimeUnit.SECONDS).join();
  }

  private static Rotation rotation() {
    WakeUp wakeUp = new WakeUp(NAME, name -> new ChangeOutcome.Done(), Runnable::run);
    return new Rotation(
        NAME,
        new TestMeters().of(NAME),
        wakeUp,
        new WaitingRoom(2, 1_000_000),
        bound -> ThreadLocalRandom.current().nextInt(bound));
  }

  private static List<ReplicaSlot> slots(int count) {
    List<ReplicaSlot> slots = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      slots.add(
          new ReplicaSlot(
              "r" + i, new InetSocketAddress(InetAddress.getLoopbackAddress(), 1000 + i)));
    }
    return slots;
  }

  private static RotationState state(long revision, int limit, List<ReplicaSlot> slots) {
    CallSettings settings =
        new CallSettings(
            limit, 1_000_000, Duration.ofHours(1), Optional.empty(), Duration.ofSeconds(30));
    return new RotationState(revision, settings, slots, false);
  }
}
