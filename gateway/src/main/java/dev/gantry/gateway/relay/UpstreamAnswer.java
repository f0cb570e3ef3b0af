package dev.gantry.gateway.relay;

import io.vertx.core.MultiMap;

/**
 * The head of a replica's answer.
 *
 * @param status its status code, not yet known to be one of an answer
 * @param headers its fields
 */
record UpstreamAnswer(int status, MultiMap headers) {}
