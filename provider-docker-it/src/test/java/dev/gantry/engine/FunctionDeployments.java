package dev.gantry.engine;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionDeploymentBuilder;
import dev.gantry.api.FunctionResources;
import java.util.List;

/** Deployments as clients send them. */
final class FunctionDeployments {

  private FunctionDeployments() {}

  static FunctionDeployment of(String service, String image, String command) {
    return FunctionDeploymentBuilder.of(service).image(image).envProcess(command).build();
  }

  static FunctionDeployment limited(FunctionDeployment deployment, String memory, String cpu) {
    return deployment.edit().limits(new FunctionResources(memory, cpu)).build();
  }

  static FunctionDeployment readOnly(FunctionDeployment deployment) {
    return deployment.edit().readOnlyRootFilesystem(true).build();
  }

  static FunctionDeployment constrained(FunctionDeployment deployment, String constraint) {
    return deployment.edit().constraints(List.of(constraint)).build();
  }
}
