package dev.gantry.gateway.scale;

import dev.gantry.api.FunctionName;
import dev.gantry.api.ScaleSettings;
import dev.gantry.api.ScalingDecision;
import dev.gantry.gateway.metrics.CallMeters;
import dev.gantry.gateway.metrics.CallTotals;
import dev.gantry.gateway.metrics.FunctionMeter;
import java.util.ArrayList;
import java.util.List;

/** Counters that a test sets. */
final class SimulatedMeter implements FunctionMeter {

  long arrived;
  long succeeded;
  long failed;
  final List<ScalingDecision> decisions = new ArrayList<>();

  /** Meters that are this one for every function. */
  CallMeters ofAll() {
    return new CallMeters() {
      @Override
      public FunctionMeter of(FunctionName name) {
        return SimulatedMeter.this;
      }

      @Override
      public void forget(FunctionName name) {}
    };
  }

  @Override
  public void started() {
    arrived++;
  }

  @Override
  public void ended(int status, long nanos) {
    if (status / 100 == 2) {
      succeeded++;
    } else {
      failed++;
    }
  }

  @Override
  public void coldStart() {}

  @Override
  public void replicas(int ready, int desired) {}

  @Override
  public void scaling(ScaleSettings settings) {}

  @Override
  public void decided(ScalingDecision decision) {
    decisions.add(decision);
  }

  @Override
  public int inFlight() {
    return (int) (arrived - succeeded - failed);
  }

  @Override
  public long answered() {
    return succeeded + failed;
  }

  @Override
  public long arrived() {
    return arrived;
  }

  @Override
  public long succeeded() {
    return succeeded;
  }

  @Override
  public int readyReplicas() {
    return 0;
  }

  @Override
  public CallTotals totals() {
    throw new UnsupportedOperationException("no figures are shown here");
  }
}
