package dev.gantry.gateway.admin;

import dev.gantry.gateway.endpoint.EndpointRequest;
import dev.gantry.gateway.endpoint.EndpointResponse;
import dev.gantry.provider.FunctionProvider;

/** {@code /system/nodes}: the machines that replicas run on; none where the provider knows none. */
final class NodesResource {

  private final FunctionProvider provider;

  NodesResource(FunctionProvider provider) {
    this.provider = provider;
  }

  EndpointResponse list(EndpointRequest request, String none) {
    return EndpointResponse.json(200, provider.nodes());
  }
}
