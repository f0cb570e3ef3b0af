package dev.gantry.gateway.endpoint;

/** Answers requests that are not calls of functions. Runs on virtual threads and may block. */
@FunctionalInterface
public interface Endpoint {

  /**
   * Answers one request. The thread is interrupted when the client goes away.
   *
   * <p>A thrown exception is a bug and answered 500 without its text.
   */
  EndpointResponse answer(EndpointRequest request) throws InterruptedException;
}
