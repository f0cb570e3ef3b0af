/**
 * The verbs of {@code gantry}, one class each. A verb reads its options, asks the gateway through a
 * {@link dev.gantry.cli.gateway.GatewaySession}, and writes to its {@link
 * dev.gantry.cli.terminal.Terminal}; what goes wrong is a {@link dev.gantry.cli.terminal.Failure}.
 */
@NullMarked
package dev.gantry.cli.verb;

import org.jspecify.annotations.NullMarked;
