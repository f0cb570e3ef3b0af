package dev.gantry.gateway.auth;

import dev.gantry.gateway.endpoint.EndpointRequest;
import dev.gantry.gateway.endpoint.EndpointResponse;
import java.util.Optional;

/** One reason to turn a request away. Thread-safe; never blocks. */
@FunctionalInterface
interface Check {

  /** The answer to a request that may not pass; empty for one that may. */
  Optional<EndpointResponse> refuse(EndpointRequest request);
}
