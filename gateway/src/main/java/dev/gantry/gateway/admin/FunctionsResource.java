package dev.gantry.gateway.admin;

import dev.gantry.api.DeleteFunctionRequest;
import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionName;
import dev.gantry.gateway.endpoint.EndpointRequest;
import dev.gantry.gateway.endpoint.EndpointResponse;
import dev.gantry.provider.FunctionProvider;
import org.jspecify.annotations.Nullable;

/** {@code /system/functions}: what is deployed in a namespace. */
final class FunctionsResource {

  private final FunctionProvider provider;
  private final Addressing addressing;
  private final Namespaces namespaces;
  private final StatusView view;

  FunctionsResource(FunctionProvider provider, Addressing addressing, StatusView view) {
    this.provider = provider;
    this.addressing = addressing;
    this.namespaces = new Namespaces(provider, addressing);
    this.view = view;
  }

  EndpointResponse list(EndpointRequest request, String none) throws RejectedRequest {
    String namespace = namespaces.existing(request);
    return EndpointResponse.json(200, provider.list(namespace).stream().map(view::of).toList());
  }

  EndpointResponse deploy(EndpointRequest request, String none) throws RejectedRequest {
    FunctionDeployment deployment = read(request);
    return Outcomes.accepted(provider.deploy(name(deployment), deployment));
  }

  EndpointResponse update(EndpointRequest request, String none) throws RejectedRequest {
    FunctionDeployment deployment = read(request);
    return Outcomes.accepted(provider.update(name(deployment), deployment));
  }

  EndpointResponse remove(EndpointRequest request, String none) throws RejectedRequest {
    DeleteFunctionRequest delete = Body.read(request, DeleteFunctionRequest.class);
    FunctionName name =
        addressing.function(
            request, "functionName", orEmpty(delete.functionName()), delete.namespace());
    return Outcomes.accepted(provider.remove(name));
  }

  private FunctionDeployment read(EndpointRequest request) throws RejectedRequest {
    return new DeploymentReader(addressing, provider.capabilities()).read(request);
  }

  private FunctionName name(FunctionDeployment deployment) {
    return DeploymentReader.name(deployment, addressing.defaultNamespace());
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
