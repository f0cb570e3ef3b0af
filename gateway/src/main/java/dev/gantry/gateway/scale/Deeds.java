package dev.gantry.gateway.scale;

import dev.gantry.api.ScalingDecision;
import dev.gantry.api.ScalingDecision.Action;
import dev.gantry.api.ScalingDecision.Signal;
import dev.gantry.provider.ChangeOutcome;
import dev.gantry.provider.FunctionProvider;
import dev.gantry.provider.RestTier;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries decisions out, and makes each that succeeded seen: a log line, a count, an entry of the
 * history, and news for the other gateways. Thread-safe; blocks as long as the provider does.
 */
final class Deeds {

  private static final Logger LOG = LoggerFactory.getLogger(Deeds.class);

  private final FunctionProvider provider;
  private final Fleet fleet;
  private final InstantSource clock;

  Deeds(FunctionProvider provider, Fleet fleet, InstantSource clock) {
    this.provider = provider;
    this.fleet = fleet;
    this.clock = clock;
  }

  /** Sets how many replicas there should be. */
  ChangeOutcome scale(ScaledFunction function, Signal signal, int to, String why) {
    int from = function.state().desired();
    boolean rested = function.resting().isPresent();
    ChangeOutcome outcome = provider.scale(function.name(), to);
    if (outcome instanceof ChangeOutcome.Done && (from != to || rested)) {
      seen(function, action(from, to, rested), signal, from, to, why);
    }
    return outcome;
  }

  /** Puts a function to rest. */
  ChangeOutcome rest(ScaledFunction function, RestTier tier, String why) {
    int from = function.state().ready();
    ChangeOutcome outcome = provider.rest(function.name(), tier);
    if (outcome instanceof ChangeOutcome.Done) {
      Action action =
          switch (tier) {
            case PAUSED -> Action.PAUSE;
            case STOPPED -> Action.STOP;
            case REMOVED -> Action.ZERO;
          };
      seen(function, action, Signal.IDLE, from, 0, why);
    }
    return outcome;
  }

  /** Brings a resting function back. */
  ChangeOutcome wake(ScaledFunction function) {
    boolean rested = function.resting().isPresent();
    int kept = function.state().replicas().size();
    int least = Math.max(1, function.settings().bounds().min());
    ChangeOutcome outcome = provider.wake(function.name());
    if (outcome instanceof ChangeOutcome.Done && rested) {
      int to = function.state().desired() == 0 ? least : Math.max(1, kept);
      seen(function, Action.WAKE, Signal.CALL, 0, to, "a call came");
    }
    return outcome;
  }

  private void seen(
      ScaledFunction function, Action action, Signal signal, int from, int to, String why) {
    ScalingDecision decision = new ScalingDecision(clock.instant(), action, signal, from, to, why);
    function.decided(decision);
    function.meter().decided(decision);
    fleet.decided(function.name(), decision);
    LOG.atInfo()
        .addKeyValue("function", function.name())
        .addKeyValue("action", action)
        .addKeyValue("signal", signal)
        .addKeyValue("from", from)
        .addKeyValue("to", to)
        .addKeyValue("why", why)
        .log("scaled");
  }

  private static Action action(int from, int to, boolean rested) {
    if (to == 0) {
      return Action.ZERO;
    }
    if (rested) {
      return Action.WAKE;
    }
    return to > from ? Action.UP : Action.DOWN;
  }
}
