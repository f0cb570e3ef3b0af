package dev.gantry.container;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionName;
import java.util.Map;
import java.util.TreeMap;

/** The labels of everything that belongs to a function, and those of its containers. */
public final class FunctionLabels {

  /** The installation that made it; what has another one, or none, is a stranger's. */
  public static final String OWNER = "dev.gantry.owner";

  public static final String FUNCTION = "dev.gantry.function";
  public static final String NAMESPACE = "dev.gantry.namespace";

  /** Begins the label that an annotation becomes. */
  public static final String ANNOTATION = "com.openfaas.annotations.";

  private FunctionLabels() {}

  /** What everything of a function is labelled with. */
  public static Map<String, String> of(FunctionName function, String owner) {
    return Map.of(OWNER, owner, FUNCTION, function.name(), NAMESPACE, function.namespace());
  }

  /** What its containers are labelled with: the user's labels, annotations, and ours over them. */
  public static Map<String, String> ofContainer(
      FunctionName function, FunctionDeployment deployment, String owner) {
    Map<String, String> labels = new TreeMap<>(deployment.labels());
    deployment.annotations().forEach((key, text) -> labels.put(ANNOTATION + key, text));
    labels.put("faas_function", function.name());
    labels.put("com.openfaas.function", function.name());
    labels.put("function", "true");
    labels.putAll(of(function, owner));
    return labels;
  }
}
