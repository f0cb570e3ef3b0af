/** Which function an address means. Pure functions, no I/O. */
@NullMarked
package dev.gantry.gateway.route;

import org.jspecify.annotations.NullMarked;
