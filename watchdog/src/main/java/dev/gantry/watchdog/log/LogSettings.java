package dev.gantry.watchdog.log;

/**
 * What lines look like.
 *
 * @param marksFunctionLines whether lines of the function are marked with the time and their stream
 * @param longestLine of the function, in bytes, at least 1; longer ones come in pieces
 * @param namesCalls whether lines of the function and access lines end with the call's id; the
 *     watchdog's other lines about a call always do
 * @param format how they are written; it is only asked for where lines are dated
 */
public record LogSettings(
    boolean marksFunctionLines, int longestLine, boolean namesCalls, LogFormat format) {}
