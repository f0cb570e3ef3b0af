package dev.gantry.gateway.endpoint;

import java.util.Optional;

/**
 * Answers requests that are not calls of functions. Runs on virtual threads and may block, but for
 * {@link #refuseEarly}.
 */
@FunctionalInterface
public interface Endpoint {

  /**
   * Answers one request. The thread is interrupted when the client goes away.
   *
   * <p>A thrown exception is a bug and answered 500 without its text.
   */
  EndpointResponse answer(EndpointRequest request) throws InterruptedException;

  /**
   * Answers a request that is turned away whatever its body says, so that nobody makes the gateway
   * hold bodies that it will not use. Called on the event loop before the body is read; never
   * blocks. {@link #answer} judges again, so leaving this call out is safe.
   *
   * @param head the request with an empty body
   * @return empty if the body is needed
   */
  default Optional<EndpointResponse> refuseEarly(EndpointRequest head) {
    return Optional.empty();
  }

  /**
   * Whether a request that is not turned away is answered by what is in its body. Otherwise the
   * body is dropped as it comes, so that strangers cannot fill the memory.
   *
   * @param head the request with an empty body
   */
  default boolean readsBody(EndpointRequest head) {
    return true;
  }
}
