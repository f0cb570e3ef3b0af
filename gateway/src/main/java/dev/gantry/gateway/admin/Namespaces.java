package dev.gantry.gateway.admin;

import dev.gantry.api.FunctionNamespace;
import dev.gantry.gateway.endpoint.EndpointRequest;
import dev.gantry.provider.FunctionProvider;
import java.util.Optional;

/**
 * The namespaces of a provider.
 *
 * @param provider whose namespaces
 * @param addressing which one a request means
 */
record Namespaces(FunctionProvider provider, Addressing addressing) {

  /**
   * The namespace of a list.
   *
   * @throws RejectedRequest if it does not exist: an empty list would hide the mistake
   */
  String existing(EndpointRequest request) throws RejectedRequest {
    String namespace = addressing.namespace(request, null);
    if (!namespace.equals(addressing.defaultNamespace()) && find(namespace).isEmpty()) {
      throw RejectedRequest.because("namespace", namespace, "a namespace that exists");
    }
    return namespace;
  }

  Optional<FunctionNamespace> find(String name) {
    return provider.namespaces().stream().filter(one -> one.name().equals(name)).findFirst();
  }
}
