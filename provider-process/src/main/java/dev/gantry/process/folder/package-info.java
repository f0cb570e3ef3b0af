/**
 * What lies in the data folder and who may see it.
 *
 * <p>Start at {@link dev.gantry.process.folder.DataFolder}. It is used by one process at a time and
 * holds the database, the ledger of running processes, a log per function and a folder per function
 * with its home and its secrets. Everything belongs to the gateway's user, apart from homes and
 * secrets, which belong to the {@link dev.gantry.process.folder.FunctionUser} that functions run
 * as. Everything here blocks on the file system and runs on the caller's thread. Nothing here knows
 * what is in the database.
 */
@NullMarked
package dev.gantry.process.folder;

import org.jspecify.annotations.NullMarked;
