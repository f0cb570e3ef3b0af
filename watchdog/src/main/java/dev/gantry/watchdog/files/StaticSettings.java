package dev.gantry.watchdog.files;

import java.nio.file.Path;

/**
 * What {@code mode=static} serves.
 *
 * @param folder whose files are public; it may be a symbolic link, and may be replaced while the
 *     watchdog runs
 * @param logsHeaders whether request headers are logged ({@code debug_headers})
 * @param hasCommand whether a command was set, which is not used
 */
public record StaticSettings(Path folder, boolean logsHeaders, boolean hasCommand) {}
