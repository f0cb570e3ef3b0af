package dev.gantry.gateway.admin;

import dev.gantry.api.FunctionName;
import dev.gantry.gateway.endpoint.EndpointRequest;
import dev.gantry.gateway.endpoint.EndpointResponse;
import dev.gantry.provider.FunctionProvider;
import dev.gantry.provider.FunctionState;
import java.util.Optional;
import java.util.Set;

/** {@code /system/function/NAME}: one function. */
final class FunctionResource {

  private static final Set<String> YES = Set.of("1", "true");

  private final FunctionProvider provider;
  private final Addressing addressing;
  private final StatusView view;

  FunctionResource(FunctionProvider provider, Addressing addressing, StatusView view) {
    this.provider = provider;
    this.addressing = addressing;
    this.view = view;
  }

  /** An unknown function is 404 without a body, as existing clients know it (contract 1.6). */
  EndpointResponse find(EndpointRequest request, String name) throws RejectedRequest {
    if (FunctionName.parse(name, addressing.defaultNamespace()).isEmpty()) {
      return EndpointResponse.empty(404);
    }
    Optional<FunctionState> found = provider.find(addressing.function(request, "name", name, null));
    if (found.isEmpty()) {
      return EndpointResponse.empty(404);
    }
    boolean usage = request.parameter("usage").filter(YES::contains).isPresent();
    return EndpointResponse.json(200, usage ? view.withUsage(found.get()) : view.of(found.get()));
  }
}
