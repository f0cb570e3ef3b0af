/**
 * Measures the gateway's relay beside nginx as a plain proxy.
 *
 * <p>Start at {@link dev.gantry.bench.gateway.GatewayBench}.
 */
@NullMarked
package dev.gantry.bench.gateway;

import org.jspecify.annotations.NullMarked;
