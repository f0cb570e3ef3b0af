/**
 * The only place where everything meets: reads options, picks the provider, starts and stops.
 *
 * <p>Start at {@link dev.gantry.app.Main}. {@link dev.gantry.app.Server} is the wiring; nothing
 * else in the project knows both a gateway and a provider.
 */
@NullMarked
package dev.gantry.app;

import org.jspecify.annotations.NullMarked;
