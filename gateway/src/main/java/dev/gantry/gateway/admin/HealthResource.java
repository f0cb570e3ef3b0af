package dev.gantry.gateway.admin;

import dev.gantry.gateway.endpoint.EndpointRequest;
import dev.gantry.gateway.endpoint.EndpointResponse;
import dev.gantry.gateway.endpoint.ProblemKind;
import dev.gantry.provider.FunctionProvider;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /healthz}: whether the provider answers. Anybody may ask, so the reason goes into the log,
 * once each time it changes, and not into the answer.
 */
final class HealthResource {

  private static final Logger LOG = LoggerFactory.getLogger(HealthResource.class);

  private final FunctionProvider provider;
  private final AtomicReference<String> lastTrouble = new AtomicReference<>("");

  HealthResource(FunctionProvider provider) {
    this.provider = provider;
  }

  EndpointResponse health(EndpointRequest request, String none) throws RejectedRequest {
    String trouble = provider.trouble().orElse("");
    if (!trouble.equals(lastTrouble.getAndSet(trouble))) {
      report(trouble);
    }
    if (trouble.isEmpty()) {
      return EndpointResponse.text(200, "OK");
    }
    throw new RejectedRequest(ProblemKind.PROVIDER_UNAVAILABLE, "the provider does not answer");
  }

  private static void report(String trouble) {
    if (trouble.isEmpty()) {
      LOG.atInfo().log("provider answers again");
    } else {
      LOG.atWarn().addKeyValue("trouble", trouble).log("provider does not answer");
    }
  }
}
