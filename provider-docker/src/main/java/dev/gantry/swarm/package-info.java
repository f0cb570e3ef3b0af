/** Runs replicas as tasks of a Docker Swarm. */
@NullMarked
package dev.gantry.swarm;

import org.jspecify.annotations.NullMarked;
