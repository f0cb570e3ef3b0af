package dev.gantry.host;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionDeploymentBuilder;

/** Deployments that tests ask for. */
final class Deployments {

  private Deployments() {}

  static FunctionDeployment ofImage(String service, String image) {
    return FunctionDeploymentBuilder.of(service).image(image).build();
  }
}
