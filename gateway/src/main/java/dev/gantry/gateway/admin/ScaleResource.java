package dev.gantry.gateway.admin;

import dev.gantry.api.FunctionName;
import dev.gantry.api.Problem;
import dev.gantry.api.ScaleBounds;
import dev.gantry.api.ScaleRequest;
import dev.gantry.gateway.endpoint.EndpointRequest;
import dev.gantry.gateway.endpoint.EndpointResponse;
import dev.gantry.gateway.endpoint.ProblemKind;
import dev.gantry.gateway.scale.Scaling;
import dev.gantry.provider.FunctionProvider;
import dev.gantry.provider.FunctionState;
import java.util.List;

/**
 * {@code /system/scale-function/NAME}: how many replicas there should be. The only cap is the
 * function's own {@code com.openfaas.scale.max} (contract section 0); more is refused, not cut down
 * in silence.
 */
final class ScaleResource {

  private final FunctionProvider provider;
  private final Scaling scaling;
  private final Addressing addressing;

  ScaleResource(FunctionProvider provider, Scaling scaling, Addressing addressing) {
    this.provider = provider;
    this.scaling = scaling;
    this.addressing = addressing;
  }

  EndpointResponse scale(EndpointRequest request, String name) throws RejectedRequest {
    ScaleRequest scale = Body.read(request, ScaleRequest.class);
    FunctionName function = addressing.function(request, "name", name, scale.namespace());
    checkName(request, scale, function);
    FunctionState present =
        provider
            .find(function)
            .orElseThrow(
                () ->
                    new RejectedRequest(ProblemKind.NOT_FOUND, "there is no function " + function));
    return Outcomes.accepted(scaling.scale(function, replicas(scale, present)));
  }

  private void checkName(EndpointRequest request, ScaleRequest scale, FunctionName function)
      throws RejectedRequest {
    String other = scale.serviceName();
    if (other != null && !other.isEmpty()) {
      FunctionName meant = addressing.function(request, "serviceName", other, function.namespace());
      if (!meant.equals(function)) {
        throw RejectedRequest.because("serviceName", other, "the name in the path");
      }
    }
  }

  private static int replicas(ScaleRequest scale, FunctionState present) throws RejectedRequest {
    Long replicas = scale.replicas();
    int max = ScaleBounds.of(present.deployment().labels()).max();
    if (replicas == null || replicas < 0 || replicas > max) {
      String given = replicas == null ? "" : replicas.toString();
      throw RejectedRequest.because(
          List.of(
              new Problem(
                  "replicas",
                  given,
                  "a whole number from 0 to " + max + ", the label " + ScaleBounds.MAX)));
    }
    return replicas.intValue();
  }
}
