package dev.gantry.api;

import java.util.List;

/**
 * How a function is scaled and why it has the replicas it has: {@code GET /system/scaling/NAME}.
 *
 * @param name the function's name
 * @param namespace the namespace
 * @param type the policy, as the label says it
 * @param min replicas at least while it runs
 * @param max replicas at most
 * @param replicas how many there should be
 * @param availableReplicas how many take calls
 * @param callsPerSecond successful calls a second, over the last ten seconds
 * @param callsInFlight calls that run or wait now
 * @param decisions the last hundred, the newest first; since the gateway started
 */
public record FunctionScaling(
    String name,
    String namespace,
    String type,
    int min,
    int max,
    int replicas,
    int availableReplicas,
    double callsPerSecond,
    int callsInFlight,
    List<ScalingDecision> decisions) {

  public FunctionScaling {
    decisions = List.copyOf(decisions);
  }
}
