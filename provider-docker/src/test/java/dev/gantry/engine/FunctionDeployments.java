package dev.gantry.engine;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionResources;
import java.util.List;
import java.util.Map;

/** Deployments as clients send them. */
final class FunctionDeployments {

  private FunctionDeployments() {}

  static FunctionDeployment of(String service, String image, String command) {
    return new FunctionDeployment(
        service, image, null, command, Map.of(), List.of(), List.of(), Map.of(), Map.of(), null,
        null, false, null, null);
  }

  static FunctionDeployment limited(FunctionDeployment deployment, String memory, String cpu) {
    return new FunctionDeployment(
        deployment.service(),
        deployment.image(),
        null,
        deployment.envProcess(),
        deployment.envVars(),
        deployment.constraints(),
        deployment.secrets(),
        deployment.labels(),
        deployment.annotations(),
        new FunctionResources(memory, cpu),
        deployment.requests(),
        deployment.readOnlyRootFilesystem(),
        null,
        null);
  }

  static FunctionDeployment readOnly(FunctionDeployment deployment) {
    return new FunctionDeployment(
        deployment.service(),
        deployment.image(),
        null,
        deployment.envProcess(),
        deployment.envVars(),
        deployment.constraints(),
        deployment.secrets(),
        deployment.labels(),
        deployment.annotations(),
        deployment.limits(),
        deployment.requests(),
        true,
        null,
        null);
  }

  static FunctionDeployment constrained(FunctionDeployment deployment, String constraint) {
    return new FunctionDeployment(
        deployment.service(),
        deployment.image(),
        null,
        deployment.envProcess(),
        deployment.envVars(),
        List.of(constraint),
        deployment.secrets(),
        deployment.labels(),
        deployment.annotations(),
        deployment.limits(),
        deployment.requests(),
        deployment.readOnlyRootFilesystem(),
        null,
        null);
  }
}
