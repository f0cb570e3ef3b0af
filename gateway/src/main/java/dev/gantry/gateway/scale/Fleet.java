package dev.gantry.gateway.scale;

import dev.gantry.api.FunctionName;
import dev.gantry.api.ScalingDecision;
import java.util.Map;

/**
 * The other gateways in front of the same provider. All methods return at once and are called from
 * any thread.
 */
public interface Fleet {

  /** There are no others. */
  Fleet ALONE =
      new Fleet() {
        @Override
        public boolean acts() {
          return true;
        }

        @Override
        public Map<String, CallCounts> others(FunctionName name) {
          return Map.of();
        }

        @Override
        public void decided(FunctionName name, ScalingDecision decision) {}
      };

  /**
   * Whether this gateway is the one that scales and puts to rest. What a person asks by the REST
   * API, what an alert asks, and wakes are carried out by whichever gateway they reach.
   */
  boolean acts();

  /**
   * What the others last counted of a function, by a name of each gateway that is never used again
   * after its end; empty when none knows it.
   */
  Map<String, CallCounts> others(FunctionName name);

  /** This gateway carried something out; the others are to {@linkplain Scaling#heard hear} it. */
  void decided(FunctionName name, ScalingDecision decision);
}
