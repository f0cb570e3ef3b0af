package dev.gantry.gateway.admin;

import dev.gantry.gateway.auth.Guard;
import dev.gantry.gateway.endpoint.Endpoint;
import dev.gantry.gateway.endpoint.EndpointRequest;
import dev.gantry.gateway.endpoint.EndpointResponse;
import dev.gantry.gateway.endpoint.ProblemKind;
import dev.gantry.gateway.endpoint.RequestProblem;
import dev.gantry.gateway.metrics.CallMeters;
import dev.gantry.provider.FunctionProvider;
import dev.gantry.provider.ProviderException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers everything on the public listener that is not a call of a function: guards it, finds the
 * operation, and turns what it throws into an answer. Thread-safe; blocks as long as the provider
 * does.
 */
public final class RestApi implements Endpoint {

  private static final Logger LOG = LoggerFactory.getLogger(RestApi.class);

  private final Guard guard;
  private final List<Route> routes;

  /** Serves a provider's functions; closes none of what it is given. */
  public RestApi(FunctionProvider provider, CallMeters meters, Guard guard, RestSettings settings) {
    this.guard = guard;
    this.routes = Routes.of(provider, meters, settings);
  }

  @Override
  public EndpointResponse answer(EndpointRequest request) throws InterruptedException {
    return guarded(request).with(SafetyHeaders.of(request.path()));
  }

  private EndpointResponse guarded(EndpointRequest request) throws InterruptedException {
    if (Guard.guards(request.path())) {
      Optional<EndpointResponse> refusal = guard.refuse(request);
      if (refusal.isPresent()) {
        return refusal.get();
      }
    }
    try {
      return routed(request);
    } catch (RejectedRequest rejected) {
      return rejected.problem().answer(request);
    } catch (ProviderException fault) {
      LOG.atWarn()
          .addKeyValue("method", request.method())
          .addKeyValue("path", request.path())
          .setCause(fault)
          .log("provider failed");
      return new RequestProblem(ProblemKind.PROVIDER_FAILED, String.valueOf(fault.getMessage()))
          .answer(request);
    }
  }

  private EndpointResponse routed(EndpointRequest request)
      throws RejectedRequest, InterruptedException {
    for (Route route : routes) {
      Optional<String> name = route.match(request.path());
      if (name.isPresent()) {
        Operation operation = route.operations().get(request.method());
        return operation == null
            ? MethodRefusal.answer(request, route.allowed(), "this path takes " + route.allowed())
            : operation.answer(request, name.get());
      }
    }
    return new RequestProblem(ProblemKind.NOT_FOUND, "there is no such path; see /openapi.yaml")
        .answer(request);
  }
}
