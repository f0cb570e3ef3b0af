package dev.gantry.gateway.admin;

import dev.gantry.gateway.endpoint.EndpointRequest;
import dev.gantry.gateway.endpoint.EndpointResponse;
import dev.gantry.gateway.endpoint.ProblemKind;
import dev.gantry.gateway.endpoint.RequestProblem;
import java.util.List;
import java.util.Optional;

/**
 * Finds the operation of a request.
 *
 * @param routes of which at most one matches a path
 */
record RouteTable(List<Route> routes) {

  /** 404 or 405 for what is not here; empty for what is. */
  Optional<EndpointResponse> refuse(EndpointRequest request) {
    for (Route route : routes) {
      if (route.match(request.path()).isPresent()) {
        return route.operations().containsKey(request.method())
            ? Optional.empty()
            : Optional.of(
                MethodRefusal.answer(
                    request, route.allowed(), "this path takes " + route.allowed()));
      }
    }
    return Optional.of(
        new RequestProblem(ProblemKind.NOT_FOUND, "there is no such path; see /openapi.yaml")
            .answer(request));
  }

  /**
   * Carries out a request that is not {@linkplain #refuse refused}.
   *
   * @throws IllegalArgumentException if it is
   */
  EndpointResponse answer(EndpointRequest request) throws RejectedRequest, InterruptedException {
    for (Route route : routes) {
      Optional<String> name = route.match(request.path());
      Operation operation = route.operations().get(request.method());
      if (name.isPresent() && operation != null) {
        return operation.answer(request, name.get());
      }
    }
    throw new IllegalArgumentException("request: " + request + " (expected: one with a route)");
  }
}
