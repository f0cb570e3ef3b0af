package dev.gantry.gateway.admin;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path and what each method does there.
 *
 * @param path matched whole; what its group catches is the name
 * @param operations by method, in the order of {@code Allow}
 */
record Route(Pattern path, Map<String, Operation> operations) {

  /** The characters of a name in a path (contract 1.1). */
  private static final String NAME = "([-a-zA-Z_0-9.]+)";

  /** A path that is always the same. */
  static Route at(String path) {
    return new Route(Pattern.compile("()" + Pattern.quote(path)), Map.of());
  }

  /** A path that ends with a name. */
  static Route named(String prefix) {
    return new Route(Pattern.compile(Pattern.quote(prefix) + NAME), Map.of());
  }

  /** The same route with one more method. */
  Route on(String method, Operation operation) {
    Map<String, Operation> more = new LinkedHashMap<>(operations);
    more.put(method, operation);
    return new Route(path, more);
  }

  /** The same route for pages, which can be asked for without their body. */
  Route onGet(Operation operation) {
    return on("GET", operation).on("HEAD", operation);
  }

  /** What the path names; empty text where it names nothing, empty if it is another path. */
  Optional<String> match(String other) {
    Matcher matcher = path.matcher(other);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** The value of {@code Allow}. */
  String allowed() {
    return String.join(", ", operations.keySet());
  }
}
