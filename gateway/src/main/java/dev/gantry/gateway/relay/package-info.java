/**
 * Turns one client call into one call on a replica, and its answer back.
 *
 * <p>Everything here runs on the connection's event loop and must not block. Nothing in this
 * package knows which provider runs the replica.
 */
@NullMarked
package dev.gantry.gateway.relay;

import org.jspecify.annotations.NullMarked;
