package dev.gantry.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;

/**
 * A namespace, as {@code /system/namespace/NAME} takes and returns it.
 *
 * @param name the namespace's name, a DNS label
 * @param annotations what only people read
 * @param labels what tools read; clients send {@code openfaas: "1"}
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record FunctionNamespace(
    String name, Map<String, String> annotations, Map<String, String> labels) {

  @SuppressWarnings("ConstantValue") // JSON leaves absent members null
  public FunctionNamespace {
    name = name == null ? "" : name;
    annotations = annotations == null ? Map.of() : Map.copyOf(annotations);
    labels = labels == null ? Map.of() : Map.copyOf(labels);
  }
}
