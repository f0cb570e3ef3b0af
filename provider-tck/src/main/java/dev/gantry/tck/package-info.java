/**
 * The contract every provider passes, and a provider that lives in memory.
 *
 * <p>Start at {@link dev.gantry.tck.FunctionProviderContract} to test a provider, and at {@link
 * dev.gantry.tck.MemoryProvider} to test something that uses one. Waiting is polling with a
 * deadline; nothing here sleeps for a fixed time.
 */
@NullMarked
package dev.gantry.tck;

import org.jspecify.annotations.NullMarked;
