/**
 * Which gateway a verb asks, as whom, and what is said when it does not do what it was asked.
 *
 * <p>Start at {@link dev.gantry.cli.gateway.GatewayOptions}.
 */
@NullMarked
package dev.gantry.cli.gateway;

import org.jspecify.annotations.NullMarked;
