package dev.gantry.engine.specification;

import dev.gantry.api.Problem;
import dev.gantry.container.FunctionLabels;
import dev.gantry.host.replica.ReplicaOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The labels of one engine's containers, volumes and networks, beside {@link FunctionLabels}. */
public final class OurLabels {

  /** On a network: anybody's gateway may use it. */
  public static final String SHARED = "dev.gantry.shared";

  public static final String REPLICA = "dev.gantry.replica";
  public static final String DEPLOYED_AT = "dev.gantry.deployed-at";

  /** On containers that are no replicas: what they are for. */
  public static final String PURPOSE = "dev.gantry.purpose";

  private static final Set<String> OURS =
      Set.of(
          FunctionLabels.OWNER,
          SHARED,
          FunctionLabels.FUNCTION,
          FunctionLabels.NAMESPACE,
          REPLICA,
          DEPLOYED_AT,
          PURPOSE);

  private OurLabels() {}

  /**
   * What a replica's container is labelled with: its function's labels, and which replica it is.
   */
  static Map<String, String> of(ReplicaOrder order, String owner) {
    Map<String, String> labels =
        FunctionLabels.ofContainer(order.function(), order.deployment(), owner);
    labels.put(REPLICA, order.replicaId());
    labels.put(DEPLOYED_AT, order.deployedAt().toString());
    return labels;
  }

  /** The labels of a deployment that would pass for ours. */
  static List<Problem> problems(Map<String, String> labels) {
    List<Problem> found = new ArrayList<>();
    labels.forEach(
        (key, value) -> {
          if (OURS.contains(key)) {
            found.add(new Problem("labels." + key, value, "no label of this name: it is Gantry's"));
          } else if (key.startsWith(FunctionLabels.ANNOTATION)) {
            found.add(new Problem("labels." + key, value, "an annotation instead of this label"));
          }
        });
    return found;
  }
}
