package dev.gantry.engine.specification;

import dev.gantry.api.FunctionName;
import dev.gantry.api.Problem;
import dev.gantry.host.replica.ReplicaOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The labels by which containers, volumes and networks are known again. */
public final class OurLabels {

  /** The installation that made it; what has another one, or none, is a stranger's. */
  public static final String OWNER = "dev.gantry.owner";

  /** On a network: anybody's gateway may use it. */
  public static final String SHARED = "dev.gantry.shared";

  public static final String FUNCTION = "dev.gantry.function";
  public static final String NAMESPACE = "dev.gantry.namespace";
  public static final String REPLICA = "dev.gantry.replica";
  public static final String DEPLOYED_AT = "dev.gantry.deployed-at";

  /** On containers that are no replicas: what they are for. */
  public static final String PURPOSE = "dev.gantry.purpose";

  private static final String ANNOTATION = "com.openfaas.annotations.";
  private static final Set<String> OURS =
      Set.of(OWNER, SHARED, FUNCTION, NAMESPACE, REPLICA, DEPLOYED_AT, PURPOSE);

  private OurLabels() {}

  /** What a replica's container is labelled with: the user's labels, annotations, and ours. */
  static Map<String, String> of(ReplicaOrder order, String owner) {
    Map<String, String> labels = new TreeMap<>(order.deployment().labels());
    order.deployment().annotations().forEach((key, text) -> labels.put(ANNOTATION + key, text));
    labels.put("faas_function", order.function().name());
    labels.put("com.openfaas.function", order.function().name());
    labels.put("function", "true");
    labels.putAll(of(order.function(), owner));
    labels.put(REPLICA, order.replicaId());
    labels.put(DEPLOYED_AT, order.deployedAt().toString());
    return labels;
  }

  /** What everything of a function is labelled with. */
  public static Map<String, String> of(FunctionName function, String owner) {
    return Map.of(OWNER, owner, FUNCTION, function.name(), NAMESPACE, function.namespace());
  }

  /** The labels of a deployment that would pass for ours. */
  static List<Problem> problems(Map<String, String> labels) {
    List<Problem> found = new ArrayList<>();
    labels.forEach(
        (key, value) -> {
          if (OURS.contains(key)) {
            found.add(new Problem("labels." + key, value, "no label of this name: it is Gantry's"));
          } else if (key.startsWith(ANNOTATION)) {
            found.add(new Problem("labels." + key, value, "an annotation instead of this label"));
          }
        });
    return found;
  }
}
