/**
 * The catalogue of functions that can be deployed as they are.
 *
 * <p>Start at {@link dev.gantry.build.store.Catalogue}. The program has one; others come from an
 * address, which callers fetch.
 */
@NullMarked
package dev.gantry.build.store;

import org.jspecify.annotations.NullMarked;
