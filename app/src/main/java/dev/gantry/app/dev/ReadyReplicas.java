package dev.gantry.app.dev;

import dev.gantry.api.FunctionName;
import java.util.Set;

/** Which replicas of a function take calls, by their ids; the provider knows. */
@FunctionalInterface
public interface ReadyReplicas {

  /** Those of a function; none when it is not there. */
  Set<String> of(FunctionName function);
}
