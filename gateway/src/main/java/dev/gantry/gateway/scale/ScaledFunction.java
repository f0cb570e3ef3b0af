package dev.gantry.gateway.scale;

import dev.gantry.api.FunctionName;
import dev.gantry.api.ScaleSettings;
import dev.gantry.api.ScalingDecision;
import dev.gantry.api.ScalingDecision.Action;
import dev.gantry.api.ScalingDecision.Signal;
import dev.gantry.gateway.metrics.FunctionMeter;
import dev.gantry.provider.FunctionState;
import dev.gantry.provider.Replica;
import dev.gantry.provider.ReplicaState;
import dev.gantry.provider.RestTier;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** What scaling knows of one function: what was pushed, and what was decided. Thread-safe. */
final class ScaledFunction {

  private final FunctionMeter meter;
  private final ScalingHistory history = new ScalingHistory();
  private final LoadRing load = new LoadRing();

  /** Guarded by this, as is everything below. */
  private FunctionState state;

  private ScaleSettings settings;
  private Instant awakeSince;
  private Instant lastUp = Instant.MIN;
  private OptionalInt held = OptionalInt.empty();

  ScaledFunction(FunctionState state, FunctionMeter meter, Instant now) {
    this.meter = meter;
    this.state = state;
    this.settings = settings(state);
    this.awakeSince = now;
  }

  FunctionName name() {
    return state().name();
  }

  FunctionMeter meter() {
    return meter;
  }

  LoadRing load() {
    return load;
  }

  ScalingHistory history() {
    return history;
  }

  synchronized FunctionState state() {
    return state;
  }

  synchronized ScaleSettings settings() {
    return settings;
  }

  /** When it was deployed or last became ready, as far as this gateway knows: it is idle since. */
  synchronized Instant awakeSince() {
    return awakeSince;
  }

  /** When replicas were last added by load; {@link Instant#MIN} for never. */
  synchronized Instant lastUp() {
    return lastUp;
  }

  /** The number that was set by hand and that load does not go below; empty when none is. */
  synchronized OptionalInt held() {
    return held;
  }

  /** Load has asked for more than what was set by hand. */
  synchronized void release() {
    held = OptionalInt.empty();
  }

  /** Takes a push; one that is older than the last is ignored. */
  synchronized void changed(FunctionState next, Instant now) {
    if (next.revision() < state.revision()) {
      return;
    }
    boolean updated = !next.updatedAt().equals(state.updatedAt());
    if (updated) {
      held = OptionalInt.empty();
    }
    if (updated || (state.ready() == 0 && next.ready() > 0)) {
      awakeSince = now;
    }
    if (!next.deployment().labels().equals(state.deployment().labels())) {
      settings = settings(next);
    }
    state = next;
  }

  /** Remembers what was carried out, here or by another gateway. */
  synchronized void decided(ScalingDecision decision) {
    history.add(decision);
    if (decision.signal() == Signal.API) {
      held = decision.to() > 0 ? OptionalInt.of(decision.to()) : OptionalInt.empty();
    } else if (decision.action() == Action.UP) {
      lastUp = decision.at();
    }
  }

  /** The tier it rests in; empty when it runs or is on its way. */
  synchronized Optional<RestTier> resting() {
    if (state.desired() == 0) {
      return Optional.of(RestTier.REMOVED);
    }
    Optional<RestTier> tier = Optional.empty();
    for (Replica replica : state.replicas()) {
      if (!(replica.state() instanceof ReplicaState.Resting rests)) {
        return Optional.empty();
      }
      tier = Optional.of(rests.tier());
    }
    return tier;
  }

  private ScaleSettings settings(FunctionState of) {
    ScaleSettings read = ScaleSettings.of(of.deployment().labels());
    meter.scaling(read);
    return read;
  }
}
