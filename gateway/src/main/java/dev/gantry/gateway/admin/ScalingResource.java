package dev.gantry.gateway.admin;

import dev.gantry.api.FunctionName;
import dev.gantry.api.FunctionScaling;
import dev.gantry.gateway.endpoint.EndpointRequest;
import dev.gantry.gateway.endpoint.EndpointResponse;
import dev.gantry.gateway.endpoint.ProblemKind;
import dev.gantry.gateway.scale.Scaling;

/** {@code /system/scaling/NAME}: how a function is scaled, and why it has the replicas it has. */
final class ScalingResource {

  private final Scaling scaling;
  private final Addressing addressing;

  ScalingResource(Scaling scaling, Addressing addressing) {
    this.scaling = scaling;
    this.addressing = addressing;
  }

  EndpointResponse find(EndpointRequest request, String name) throws RejectedRequest {
    FunctionName function = addressing.function(request, "name", name, null);
    FunctionScaling found =
        scaling
            .find(function)
            .orElseThrow(
                () ->
                    new RejectedRequest(ProblemKind.NOT_FOUND, "there is no function " + function));
    return EndpointResponse.json(200, found);
  }
}
