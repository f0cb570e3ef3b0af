package dev.gantry.gateway.admin;

import dev.gantry.api.ApiJson;
import dev.gantry.api.InvalidJsonException;
import dev.gantry.gateway.endpoint.EndpointRequest;
import dev.gantry.gateway.endpoint.ProblemKind;

/** Reads the bodies of requests. */
final class Body {

  private Body() {}

  /**
   * The body as a record. Its media type is not looked at: clients of 2017 name a wrong one.
   *
   * @throws RejectedRequest if it is not JSON of this shape
   */
  static <T> T read(EndpointRequest request, Class<T> type) throws RejectedRequest {
    if (request.body().length == 0) {
      throw new RejectedRequest(
          ProblemKind.MALFORMED_BODY, "the body is empty (expected: a JSON object)");
    }
    try {
      return ApiJson.read(request.body(), type);
    } catch (InvalidJsonException malformed) {
      throw new RejectedRequest(ProblemKind.MALFORMED_BODY, String.valueOf(malformed.getMessage()));
    }
  }
}
