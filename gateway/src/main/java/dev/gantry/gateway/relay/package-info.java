/**
 * Turns one client call into one call on a replica, and its answer back.
 *
 * <p>Start at {@link dev.gantry.gateway.relay.Relay}, then {@code Call}, which tells the life of a
 * call, and {@code Exchange}, which tells one try of it. An answer's status and fields pass as the
 * function sent them; it gets no {@code Content-Type} that it did not give itself.
 *
 * <p>Everything here runs on the connection's event loop and must not block. Nothing in this
 * package knows which provider runs the replica.
 */
@NullMarked
package dev.gantry.gateway.relay;

import org.jspecify.annotations.NullMarked;
