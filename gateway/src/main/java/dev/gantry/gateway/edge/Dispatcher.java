package dev.gantry.gateway.edge;

import dev.gantry.gateway.endpoint.Endpoint;
import dev.gantry.gateway.relay.Relay;
import dev.gantry.gateway.route.Route;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands each request of one event loop to the relay or to the endpoint. */
final class Dispatcher implements Handler<HttpServerRequest> {

  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

  private static final String FUNCTION = "X-Function";

  private final @Nullable Relay relay;
  private final EndpointRunner endpoints;
  private final Endpoint other;
  private final boolean shared;

  /**
   * @param relay takes calls; null on a listener that takes none
   * @param other answers what is no call
   * @param shared whether the portal is on this listener too
   */
  Dispatcher(@Nullable Relay relay, EndpointRunner endpoints, Endpoint other, boolean shared) {
    this.shared = shared;
    this.relay = relay;
    this.endpoints = endpoints;
    this.other = other;
  }

  @Override
  public void handle(HttpServerRequest request) {
    try {
      dispatch(request);
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).log("request failed");
      request.connection().close();
    }
  }

  private void dispatch(HttpServerRequest request) {
    Relay calls = relay;
    if (calls == null) {
      endpoints.run(request, other);
      return;
    }
    switch (route(request)) {
      case Route.Call call -> {
        if (shared && AnswerProtection.isServiceWorkerScript(request.headers())) {
          calls.refuseServiceWorker(request);
        } else {
          calls.accept(request, call);
        }
      }
      case Route.AsynchronousCall ignored -> calls.refuseAsynchronous(request);
      case Route.Other ignored -> endpoints.run(request, other);
    }
  }

  private static Route route(HttpServerRequest request) {
    Route route = Route.of(request.uri());
    if (route instanceof Route.Other
        && HttpMethod.POST.equals(request.method())
        && Route.isRoot(request.uri())) {
      String function = request.getHeader(FUNCTION);
      return function == null ? route : Route.ofHeader(function, request.uri());
    }
    return route;
  }
}
