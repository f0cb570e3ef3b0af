package dev.gantry.gateway.admin;

import dev.gantry.gateway.endpoint.EndpointRequest;
import dev.gantry.gateway.endpoint.EndpointResponse;
import dev.gantry.gateway.endpoint.ProblemKind;
import dev.gantry.gateway.endpoint.RequestProblem;
import java.util.Map;

/** 405, which always says what is allowed (RFC 9110 section 15.5.6). */
final class MethodRefusal {

  private MethodRefusal() {}

  static EndpointResponse answer(EndpointRequest request, String allowed, String detail) {
    return new RequestProblem(ProblemKind.METHOD_NOT_ALLOWED, detail)
        .answer(request)
        .with(Map.of("Allow", allowed));
  }
}
