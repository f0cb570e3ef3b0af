/**
 * What an endpoint is asked and answers, apart from any HTTP server.
 *
 * <p>Start at {@link dev.gantry.gateway.endpoint.Endpoint}. Endpoints block and run on virtual
 * threads.
 */
@NullMarked
package dev.gantry.gateway.endpoint;

import org.jspecify.annotations.NullMarked;
