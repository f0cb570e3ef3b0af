package dev.gantry.gateway.admin;

import dev.gantry.api.FunctionName;
import dev.gantry.api.FunctionNamespace;
import dev.gantry.gateway.endpoint.EndpointRequest;
import dev.gantry.gateway.endpoint.EndpointResponse;
import dev.gantry.gateway.endpoint.ProblemKind;
import dev.gantry.provider.FunctionProvider;

/** {@code /system/namespaces} and {@code /system/namespace/NAME}. */
final class NamespaceResource {

  /** What marks a namespace as one for functions; clients send it as label and annotation. */
  private static final String MARK = "openfaas";

  private final FunctionProvider provider;
  private final Namespaces namespaces;

  NamespaceResource(FunctionProvider provider, Addressing addressing) {
    this.provider = provider;
    this.namespaces = new Namespaces(provider, addressing);
  }

  EndpointResponse names(EndpointRequest request, String none) {
    return EndpointResponse.json(
        200, provider.namespaces().stream().map(FunctionNamespace::name).toList());
  }

  EndpointResponse find(EndpointRequest request, String name) throws RejectedRequest {
    return EndpointResponse.json(
        200,
        namespaces
            .find(name)
            .orElseThrow(
                () -> new RejectedRequest(ProblemKind.NOT_FOUND, "there is no namespace " + name)));
  }

  EndpointResponse create(EndpointRequest request, String name) throws RejectedRequest {
    FunctionNamespace namespace = read(request, name);
    boolean marked =
        "1".equals(namespace.labels().get(MARK)) || "1".equals(namespace.annotations().get(MARK));
    if (!marked) {
      throw RejectedRequest.because("labels." + MARK, "", "\"1\", as label or annotation");
    }
    return Outcomes.answered(201, provider.createNamespace(namespace));
  }

  EndpointResponse update(EndpointRequest request, String name) throws RejectedRequest {
    return Outcomes.accepted(provider.updateNamespace(read(request, name)));
  }

  /** The body is optional; a name in it has to be the one of the path. */
  EndpointResponse remove(EndpointRequest request, String name) throws RejectedRequest {
    String meant = request.body().length == 0 ? name : read(request, name).name();
    return Outcomes.accepted(provider.removeNamespace(meant));
  }

  private static FunctionNamespace read(EndpointRequest request, String inPath)
      throws RejectedRequest {
    FunctionNamespace sent = Body.read(request, FunctionNamespace.class);
    String name = sent.name().isEmpty() ? inPath : sent.name();
    if (!inPath.isEmpty() && !inPath.equals(name)) {
      throw RejectedRequest.because("name", name, "the name in the path");
    }
    if (!FunctionName.isLabel(name)) {
      throw RejectedRequest.because("name", name, FunctionName.EXPECTED);
    }
    return new FunctionNamespace(name, sent.annotations(), sent.labels());
  }
}
