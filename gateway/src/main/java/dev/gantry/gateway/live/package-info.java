/**
 * What people look at while it changes: the state of every function and its figures of the last
 * minutes.
 *
 * <p>Start at {@link dev.gantry.gateway.live.LiveFeed}. It hears of functions beside the replica
 * table and reads the calls' counters in a steady rhythm, so that nothing is added to a call's way.
 * Memory is bounded by the number of functions and of subscriptions. Nothing here knows HTTP.
 */
@NullMarked
package dev.gantry.gateway.live;

import org.jspecify.annotations.NullMarked;
