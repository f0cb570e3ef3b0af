package dev.gantry.process;

import dev.gantry.api.FunctionDeployment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What people should know of a deployment: the parts that are recorded and have no effect here. */
final class Notes {

  private Notes() {}

  static Optional<String> of(FunctionDeployment deployment) {
    List<String> idle = new ArrayList<>();
    if (deployment.limits() != null) {
      idle.add("limits");
    }
    if (deployment.requests() != null) {
      idle.add("requests");
    }
    if (!deployment.constraints().isEmpty()) {
      idle.add("constraints");
    }
    if (deployment.readOnlyRootFilesystem()) {
      idle.add("readOnlyRootFilesystem");
    }
    return idle.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "recorded, but not enforced by the process provider: " + String.join(", ", idle));
  }
}
