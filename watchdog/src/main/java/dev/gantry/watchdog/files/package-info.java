/**
 * Answers calls with the files of a folder, {@code mode=static} of contract 3.2.
 *
 * <p>Start at {@link dev.gantry.watchdog.files.StaticMode}; what may be opened is decided in {@code
 * PublicFolder} and {@code RequestedPath} alone. Runs on the connection's virtual thread, with a
 * buffer of some kilobytes a call. Nothing here knows processes.
 */
@NullMarked
package dev.gantry.watchdog.files;

import org.jspecify.annotations.NullMarked;
