package dev.gantry.gateway.scale;

import dev.gantry.api.FunctionName;
import dev.gantry.gateway.metrics.CallMeters;
import dev.gantry.provider.FunctionState;
import dev.gantry.provider.ReplicaWatcher;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All functions, as the provider pushes them. A provider has one watcher, the replica table, so
 * that this stands in front of it and passes everything on. Thread-safe.
 */
final class ScaledFunctions {

  private final Map<FunctionName, ScaledFunction> functions = new ConcurrentHashMap<>();
  private final CallMeters meters;
  private final InstantSource clock;

  ScaledFunctions(CallMeters meters, InstantSource clock) {
    this.meters = meters;
    this.clock = clock;
  }

  Collection<ScaledFunction> all() {
    return functions.values();
  }

  Optional<ScaledFunction> find(FunctionName name) {
    return Optional.ofNullable(functions.get(name));
  }

  private void changed(FunctionState state) {
    ScaledFunction known = functions.get(state.name());
    if (known == null) {
      functions.put(
          state.name(), new ScaledFunction(state, meters.of(state.name()), clock.instant()));
    } else {
      known.changed(state, clock.instant());
    }
  }

  /** A watcher that listens and leaves everything else to another. */
  ReplicaWatcher before(ReplicaWatcher table) {
    return new ReplicaWatcher() {
      @Override
      public void changed(FunctionState state) {
        table.changed(state);
        ScaledFunctions.this.changed(state);
      }

      @Override
      public void removed(FunctionName name) {
        functions.remove(name);
        table.removed(name);
      }

      @Override
      public Withdrawal withdraw(FunctionName name, String replicaId, Duration limit)
          throws InterruptedException {
        return table.withdraw(name, replicaId, limit);
      }
    };
  }
}
