package dev.gantry.watchdog.log;

/**
 * What lines look like.
 *
 * @param marksFunctionLines whether lines of the function are marked with the time and their stream
 * @param longestLine of the function, in bytes, at least 1; longer ones come in pieces
 */
public record LogSettings(boolean marksFunctionLines, int longestLine) {}
