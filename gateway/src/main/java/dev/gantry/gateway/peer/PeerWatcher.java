package dev.gantry.gateway.peer;

import dev.gantry.api.FunctionName;
import dev.gantry.gateway.replica.ReplicaTable;
import dev.gantry.provider.FunctionState;
import dev.gantry.provider.ProviderException;
import dev.gantry.provider.Replica;
import dev.gantry.provider.ReplicaState;
import dev.gantry.provider.ReplicaWatcher;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The replica table, and behind it those of all peers: a replica is quiet when every gateway says
 * that no call of its own is in it and none will be sent. When the provider puts it back, the peers
 * are told. Thread-safe.
 */
final class PeerWatcher implements ReplicaWatcher {

  /** The longest that peers are kept waiting by one question: so often a withdrawal is renewed. */
  private static final Duration STEP = Duration.ofSeconds(2);

  private static final Duration BEFORE_ANOTHER = Duration.ofMillis(200);

  private final ReplicaTable table;
  private final Peers peers;
  private final String self;
  private final AtomicLong turns = new AtomicLong();

  /** What peers keep out for us, by function and replica, and the turn in which they were asked. */
  private final Map<FunctionName, Map<String, Long>> withdrawn = new ConcurrentHashMap<>();

  PeerWatcher(ReplicaTable table, Peers peers, String self) {
    this.table = table;
    this.peers = peers;
    this.self = self;
  }

  @Override
  public void changed(FunctionState state) {
    table.changed(state);
    Map<String, Long> ours = withdrawn.get(state.name());
    if (ours != null) {
      Map<String, ReplicaState> present =
          state.replicas().stream().collect(Collectors.toMap(Replica::id, Replica::state));
      for (String replica : Set.copyOf(ours.keySet())) {
        follow(state.name(), replica, present.get(replica), ours);
      }
    }
  }

  /** A replica that is gone needs nothing more, and one that takes calls again is released. */
  private void follow(
      FunctionName function, String replica, @Nullable ReplicaState state, Map<String, Long> ours) {
    if (state == null) {
      ours.remove(replica);
    } else if (state instanceof ReplicaState.Ready) {
      Long turn = ours.remove(replica);
      if (turn != null) {
        release(function, replica, turn);
      }
    }
  }

  @Override
  public void removed(FunctionName name) {
    table.removed(name);
    withdrawn.remove(name);
  }

  @Override
  public Withdrawal withdraw(FunctionName name, String replicaId, Duration limit)
      throws InterruptedException {
    long begun = System.nanoTime();
    Withdrawal own = table.withdraw(name, replicaId, limit);
    if (!(own instanceof Withdrawal.Quiet)) {
      return own;
    }
    long turn = turns.incrementAndGet();
    withdrawn.computeIfAbsent(name, key -> new ConcurrentHashMap<>()).put(replicaId, turn);
    while (true) {
      Duration left = limit.minusNanos(System.nanoTime() - begun);
      Duration step = left.compareTo(STEP) < 0 ? left : STEP;
      Withdrawal others = askAll(name, replicaId, turn, step.isNegative() ? Duration.ZERO : step);
      if (others instanceof Withdrawal.Quiet || left.compareTo(BEFORE_ANOTHER) < 0) {
        return others;
      }
      if (others instanceof Withdrawal.Unconfirmed) {
        TimeUnit.NANOSECONDS.sleep(BEFORE_ANOTHER.toNanos());
      }
    }
  }

  private Withdrawal askAll(FunctionName name, String replicaId, long turn, Duration wait)
      throws InterruptedException {
    try {
      List<Peers.Reply> replies =
          peers.askAll(
              gateway -> Question.withdraw(self, gateway, turn, name, replicaId, wait),
              wait.plus(Peers.ASK_LIMIT));
      return together(replies);
    } catch (ProviderException failed) {
      return new Withdrawal.Unconfirmed(
          "the engine does not say which gateways there are: " + failed.getMessage());
    }
  }

  private static Withdrawal together(List<Peers.Reply> replies) {
    int calls = 0;
    for (Peers.Reply reply : replies) {
      switch (reply) {
        case Peers.Reply.Confirmed confirmed -> calls += confirmed.callsInFlight();
        case Peers.Reply.Silent silent -> {
          return new Withdrawal.Unconfirmed(silent.why());
        }
      }
    }
    return calls == 0 ? new Withdrawal.Quiet() : new Withdrawal.Busy(calls);
  }

  /** What cannot be told is over by itself after a few seconds. */
  private void release(FunctionName name, String replicaId, long turn) {
    peers.tellAll(gateway -> Question.release(self, gateway, turn, name, replicaId));
  }
}
