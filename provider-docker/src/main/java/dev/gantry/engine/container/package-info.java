/**
 * The containers of one installation: starting, watching, resting and removing them.
 *
 * <p>Start at {@link dev.gantry.engine.container.ContainerLauncher}. Everything blocks and runs on
 * virtual threads, but for what the engine streams, which docker-java reads on threads of its own.
 * Nothing here touches a container, volume or network that is not labelled with the installation's
 * id.
 */
@NullMarked
package dev.gantry.engine.container;

import org.jspecify.annotations.NullMarked;
