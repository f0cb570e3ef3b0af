/**
 * The folder that a provider on one machine keeps everything in, used by one process at a time.
 *
 * <p>Start at {@link dev.gantry.host.folder.HostFolder}; a provider that gives parts of its folder
 * to others makes it by itself and takes the {@link dev.gantry.host.folder.FolderLock}. Everything
 * here blocks on the file system. Nothing here knows what is in the folder.
 */
@NullMarked
package dev.gantry.host.folder;

import org.jspecify.annotations.NullMarked;
