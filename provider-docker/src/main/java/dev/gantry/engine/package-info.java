/** Runs replicas as containers of one Docker Engine. */
@NullMarked
package dev.gantry.engine;

import org.jspecify.annotations.NullMarked;
