package dev.gantry.watchdog.log;

/**
 * What an access line says about a call, contract 3.2.
 *
 * @param uri path and query as sent, visible ASCII
 * @param status that was answered
 * @param bytes the length of the answer's body; -1 if it was not known when the answer began
 * @param nanos how long it took
 */
public record AccessEntry(String method, String uri, int status, long bytes, long nanos) {}
