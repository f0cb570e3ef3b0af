package dev.gantry.api;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The full name of a function: its own name and its namespace. {@code fn}, {@code fn.} and {@code
 * fn.} plus the default namespace are the same function (contract section 0).
 *
 * @param name the function's own name, a DNS label of at most 63 characters
 * @param namespace the namespace, a DNS label of at most 63 characters
 */
public record FunctionName(String name, String namespace) implements Comparable<FunctionName> {

  /** What a name has to look like, as the end of the sentence "expected …". */
  public static final String EXPECTED =
      "1 to 63 characters: a-z, 0-9 and '-', beginning and ending with a letter or digit";

  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

  /**
   * @throws IllegalArgumentException if either part is not a DNS label
   */
  public FunctionName {
    if (!isLabel(name) || !isLabel(namespace)) {
      throw new IllegalArgumentException(
          "function name: '" + name + "." + namespace + "' (expected: " + EXPECTED + ")");
    }
  }

  /** Whether {@code text} may be the name of a function or a namespace. */
  public static boolean isLabel(String text) {
    return LABEL.matcher(text).matches();
  }

  /**
   * Reads a name as it stands in an address: {@code fn}, {@code fn.} or {@code fn.namespace}, split
   * at the last dot.
   *
   * @return empty if a part is not a valid name, so no such function can exist
   */
  public static Optional<FunctionName> parse(String text, String defaultNamespace) {
    int dot = text.lastIndexOf('.');
    String name = dot < 0 ? text : text.substring(0, dot);
    String suffix = dot < 0 ? "" : text.substring(dot + 1);
    String namespace = suffix.isEmpty() ? defaultNamespace : suffix;
    return isLabel(name) && isLabel(namespace)
        ? Optional.of(new FunctionName(name, namespace))
        : Optional.empty();
  }

  @Override
  public int compareTo(FunctionName other) {
    int byNamespace = namespace.compareTo(other.namespace);
    return byNamespace != 0 ? byNamespace : name.compareTo(other.name);
  }

  /** {@code name.namespace}, as metrics and logs show it. */
  @Override
  public String toString() {
    return name + "." + namespace;
  }
}
