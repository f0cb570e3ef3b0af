package dev.gantry.host;

import dev.gantry.api.FunctionDeployment;
import java.util.List;
import java.util.Map;

/** Deployments that tests ask for. */
final class Deployments {

  private Deployments() {}

  static FunctionDeployment ofImage(String service, String image) {
    return new FunctionDeployment(
        service, image, null, null, Map.of(), List.of(), List.of(), Map.of(), Map.of(), null, null,
        false, null, null);
  }
}
