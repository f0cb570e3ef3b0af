package dev.gantry.watchdog.hold;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where bodies are held.
 *
 * @param memoryLimit how many bytes of one body stay in memory
 * @param folder where files go; empty means the folder for temporary files
 * @param spillLimit how many bytes all files together may have; empty means as much as is sensible
 *     there, 0 means none
 */
public record HoldSettings(long memoryLimit, Optional<Path> folder, OptionalLong spillLimit) {}
