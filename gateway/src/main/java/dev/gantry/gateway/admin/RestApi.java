package dev.gantry.gateway.admin;

import dev.gantry.gateway.auth.Guard;
import dev.gantry.gateway.endpoint.Endpoint;
import dev.gantry.gateway.endpoint.EndpointRequest;
import dev.gantry.gateway.endpoint.EndpointResponse;
import dev.gantry.gateway.endpoint.ProblemKind;
import dev.gantry.gateway.endpoint.RequestProblem;
import dev.gantry.gateway.live.LiveFeed;
import dev.gantry.gateway.metrics.CallMeters;
import dev.gantry.gateway.scale.Scaling;
import dev.gantry.provider.FunctionProvider;
import dev.gantry.provider.ProviderException;
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
  private final RouteTable table;

  /** Serves a provider's functions; closes none of what it is given. */
  public RestApi(
      FunctionProvider provider,
      CallMeters meters,
      Scaling scaling,
      LiveFeed feed,
      Guard guard,
      RestSettings settings) {
    this.guard = guard;
    this.table = new RouteTable(Routes.of(provider, meters, scaling, feed, guard, settings));
  }

  @Override
  public EndpointResponse answer(EndpointRequest request) throws InterruptedException {
    Optional<EndpointResponse> refusal = refuseEarly(request);
    return refusal.isPresent()
        ? refusal.get()
        : carriedOut(request).with(SafetyHeaders.of(request.path()));
  }

  /** Who may not pass, and what is not there. */
  @Override
  public Optional<EndpointResponse> refuseEarly(EndpointRequest head) {
    Optional<EndpointResponse> refusal =
        Guard.guards(head.path()) ? guard.refuse(head) : Optional.empty();
    return refusal
        .or(() -> table.refuse(head))
        .map(answer -> answer.with(SafetyHeaders.of(head.path())));
  }

  /** What is open to anybody needs none. */
  @Override
  public boolean readsBody(EndpointRequest head) {
    return Guard.guards(head.path());
  }

  private EndpointResponse carriedOut(EndpointRequest request) throws InterruptedException {
    try {
      return table.answer(request);
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
}
