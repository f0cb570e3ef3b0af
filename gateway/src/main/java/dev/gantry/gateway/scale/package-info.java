/**
 * How many replicas a function has: with its load, down to none when nobody calls, and back.
 *
 * <p>Start at {@link dev.gantry.gateway.scale.Scaling}, which the gateway makes and the REST API
 * asks. It hears of functions as the provider pushes them ({@code watching}), and one virtual
 * thread, {@code Autoscaler}, reads each function's counters a few times a second into a {@code
 * LoadRing} of one-second slots. Nothing is added to the path of a call.
 *
 * <p>Deciding is arithmetic without side effects: a {@code Policy} turns a {@code Load} and the
 * labels into a {@code Wish}; {@code IdleTiers} turns an idle time into a tier. {@code Deeds}
 * carries a decision out, logs, counts and remembers it.
 *
 * <p>Several gateways: {@link dev.gantry.gateway.scale.Fleet} brings the counters of the others,
 * says whether this gateway is the one that acts, and is told of decisions; {@link
 * dev.gantry.gateway.scale.Scaling#heard} takes those of others.
 *
 * <p>Everything here blocks on virtual threads at will, except what a provider pushes, which
 * returns at once. Nothing here knows which provider runs the replicas or how calls are relayed.
 */
@NullMarked
package dev.gantry.gateway.scale;

import org.jspecify.annotations.NullMarked;
