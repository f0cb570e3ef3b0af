/**
 * What a verb reads from and writes to, and how things look there: tables, JSON, YAML, colours,
 * errors.
 *
 * <p>Start at {@link dev.gantry.cli.terminal.Terminal}. Nothing here knows the gateway.
 */
@NullMarked
package dev.gantry.cli.terminal;

import org.jspecify.annotations.NullMarked;
