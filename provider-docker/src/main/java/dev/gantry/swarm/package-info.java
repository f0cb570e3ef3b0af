/**
 * Runs replicas as tasks of a Docker Swarm, which holds everything this provider knows: a function
 * is a service, and any number of gateways may use the same Swarm.
 *
 * <p>Start at {@link dev.gantry.swarm.SwarmProvider}. Writes block on their caller's thread; one
 * thread polls tasks, one follows events, and {@code SwarmView} joins what they find into the
 * states that are pushed (ADR 0018). How no call is lost is ADR 0019. Nothing here knows a gateway.
 */
@NullMarked
package dev.gantry.swarm;

import org.jspecify.annotations.NullMarked;
