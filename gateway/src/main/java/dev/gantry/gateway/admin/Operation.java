package dev.gantry.gateway.admin;

import dev.gantry.gateway.endpoint.EndpointRequest;
import dev.gantry.gateway.endpoint.EndpointResponse;

/** One method of one path. Blocks as long as the provider does. */
@FunctionalInterface
interface Operation {

  /**
   * Answers a request.
   *
   * @param name what the path names; empty where it names nothing
   * @throws RejectedRequest if it is not carried out
   */
  EndpointResponse answer(EndpointRequest request, String name)
      throws RejectedRequest, InterruptedException;
}
