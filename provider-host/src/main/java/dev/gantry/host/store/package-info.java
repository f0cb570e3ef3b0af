/**
 * What should be, kept in SQLite so that it survives the end of this program at any moment.
 *
 * <p>Start at {@link dev.gantry.host.store.Store}. All statements run on one thread of the store,
 * so there is one writer, and no virtual thread holds its carrier while the disk works. A write has
 * reached the disk when its method returns. Nothing here knows what is running.
 */
@NullMarked
package dev.gantry.host.store;

import org.jspecify.annotations.NullMarked;
