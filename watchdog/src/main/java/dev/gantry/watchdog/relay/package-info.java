/**
 * Passes calls on to a process that speaks HTTP itself, {@code mode=http} of contract 3.2.
 *
 * <p>Start at {@link dev.gantry.watchdog.relay.Relay}; one call is {@code RelayedCall}. The client
 * connection's own virtual thread writes the request, waits for the answer and copies it. Only a
 * body that has not come yet, and an upgraded connection, get a second thread for the other
 * direction. One more thread closes what is late or idle ({@code Deadlines}). Nothing here knows
 * who started the process.
 */
@NullMarked
package dev.gantry.watchdog.relay;

import org.jspecify.annotations.NullMarked;
