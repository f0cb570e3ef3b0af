package dev.gantry.engine.specification;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.Problem;
import dev.gantry.container.Amounts;
import dev.gantry.docker.ImageReference;
import dev.gantry.docker.RegistryCredentials;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What of a deployment an engine cannot run as it was sent. */
public final class DeploymentCheck {

  private DeploymentCheck() {}

  /** All of it; empty when nothing is wrong. */
  public static List<Problem> problems(FunctionDeployment deployment, Machine machine) {
    List<Problem> found = new ArrayList<>();
    String image = deployment.image() == null ? "" : deployment.image();
    if (ImageReference.parse(image).isEmpty()) {
      found.add(new Problem("image", image, ImageReference.EXPECTED));
    }
    String credentials = deployment.registryAuth();
    if (credentials != null
        && !credentials.isEmpty()
        && RegistryCredentials.parse(credentials).isEmpty()) {
      found.add(new Problem("registryAuth", "…", RegistryCredentials.EXPECTED));
    }
    found.addAll(OurLabels.problems(deployment.labels()));
    found.addAll(AmountsCheck.problems(deployment, machine.processors()));
    found.addAll(Constraints.problems(deployment.constraints(), machine));
    return found;
  }

  /** What people should know of a deployment that is run. */
  public static Optional<String> note(FunctionDeployment deployment) {
    return Amounts.note(deployment);
  }
}
