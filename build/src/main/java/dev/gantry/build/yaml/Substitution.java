package dev.gantry.build.yaml;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Replaces {@code ${…}} in the values of a file with variables of the environment (contract 2.3).
 * Immutable.
 */
public final class Substitution {

  /** Leaves everything as it is written. */
  public static final Substitution NONE = new Substitution(null);

  private final @Nullable Function<String, Optional<String>> variables;

  private Substitution(@Nullable Function<String, Optional<String>> variables) {
    this.variables = variables;
  }

  /** With these variables; a name without one is replaced with nothing. */
  public static Substitution of(Function<String, Optional<String>> variables) {
    return new Substitution(variables);
  }

  /** The variables, if anything is replaced at all. */
  Optional<Function<String, Optional<String>>> variables() {
    return Optional.ofNullable(variables);
  }
}
