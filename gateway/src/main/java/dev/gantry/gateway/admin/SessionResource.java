package dev.gantry.gateway.admin;

import dev.gantry.gateway.auth.Guard;
import dev.gantry.gateway.endpoint.EndpointRequest;
import dev.gantry.gateway.endpoint.EndpointResponse;
import dev.gantry.gateway.endpoint.ProblemKind;
import java.util.Map;

/** {@code /system/session}: a cookie instead of the password in every request of a browser. */
final class SessionResource {

  private final Guard guard;

  SessionResource(Guard guard) {
    this.guard = guard;
  }

  /** A session does not prolong itself: who wants a new one shows the password. */
  EndpointResponse open(EndpointRequest request, String none) throws RejectedRequest {
    String cookie =
        guard
            .openSession(request)
            .orElseThrow(
                () ->
                    new RejectedRequest(
                        ProblemKind.NOT_FOUND, "a session is opened with user and password"));
    return EndpointResponse.empty(200).with(Map.of("Set-Cookie", cookie));
  }

  EndpointResponse close(EndpointRequest request, String none) {
    return EndpointResponse.empty(200)
        .with(Map.of("Set-Cookie", Guard.forgetSession(request.secure())));
  }
}
