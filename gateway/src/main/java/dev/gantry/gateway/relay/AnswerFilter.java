package dev.gantry.gateway.relay;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;

/** Changes the head of a function's answer before a client sees it. Runs on event loops. */
@FunctionalInterface
public interface AnswerFilter {

  /** Lets every answer pass as it is. */
  AnswerFilter NONE = (request, status, headers) -> {};

  /**
   * Changes an answer's fields in place.
   *
   * @param request what is answered
   * @param status the function's
   * @param headers what the client will see
   */
  void apply(HttpServerRequest request, int status, MultiMap headers);
}
