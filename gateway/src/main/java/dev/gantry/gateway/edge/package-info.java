/**
 * The listeners: accepts connections, refuses what is ambiguous, and hands each request to the
 * relay or to an endpoint.
 *
 * <p>Everything here runs on event loops and must not block. This is the one package that touches
 * both worlds: it runs endpoints on virtual threads and carries their answers back.
 */
@NullMarked
package dev.gantry.gateway.edge;

import org.jspecify.annotations.NullMarked;
