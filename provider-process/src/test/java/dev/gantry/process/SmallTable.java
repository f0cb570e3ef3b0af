package dev.gantry.process;

import dev.gantry.api.FunctionName;
import dev.gantry.provider.FunctionProvider;
import dev.gantry.provider.FunctionState;
import dev.gantry.provider.Replica;
import dev.gantry.provider.ReplicaState;
import dev.gantry.provider.ReplicaWatcher;
import dev.gantry.provider.Subscription;
import dev.gantry.tck.ReplicaHttp;
import dev.gantry.tck.ReplicaHttp.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a gateway does with a provider, for one caller: calls go to what is ready and not withdrawn.
 */
final class SmallTable implements ReplicaWatcher, AutoCloseable {

  private final Map<FunctionName, FunctionState> functions = new HashMap<>();
  private final Map<String, Integer> calls = new HashMap<>();
  private final Subscription subscription;

  SmallTable(FunctionProvider provider) {
    subscription = provider.watch(this);
  }

  Answer call(FunctionName name) throws IOException, InterruptedException {
    Replica replica = begin(name);
    try {
      return ReplicaHttp.post(replica, "");
    } finally {
      end(replica);
    }
  }

  private synchronized Replica begin(FunctionName name) throws InterruptedException {
    while (true) {
      FunctionState state = functions.get(name);
      for (Replica replica : state == null ? List.<Replica>of() : state.replicas()) {
        if (replica.state() instanceof ReplicaState.Ready) {
          calls.merge(replica.id(), 1, Integer::sum);
          return replica;
        }
      }
      wait();
    }
  }

  private synchronized void end(Replica replica) {
    calls.merge(replica.id(), -1, Integer::sum);
    notifyAll();
  }

  @Override
  public synchronized void changed(FunctionState state) {
    functions.put(state.name(), state);
    notifyAll();
  }

  @Override
  public synchronized void removed(FunctionName name) {
    functions.remove(name);
  }

  @Override
  public synchronized Withdrawal withdraw(FunctionName name, String replicaId, Duration limit)
      throws InterruptedException {
    while (calls.getOrDefault(replicaId, 0) > 0) {
      wait();
    }
    return new Withdrawal.Quiet();
  }

  @Override
  public void close() {
    subscription.close();
  }
}
