/**
 * What several gateways over one engine tell each other: how many calls each function has, which of
 * them acts, and that a replica may be stopped (ADR 0031).
 *
 * <p>Start at {@link dev.gantry.gateway.peer.Peers}. Everything here blocks, on virtual threads. A
 * peer is another gateway with the same credentials; what it says is believed because it is signed,
 * wherever it comes from. Nothing in this package knows how peers are found.
 */
@NullMarked
package dev.gantry.gateway.peer;

import org.jspecify.annotations.NullMarked;
