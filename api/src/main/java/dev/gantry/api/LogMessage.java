package dev.gantry.api;

import java.time.Instant;

/**
 * One line of a function's log: an element of the stream {@code GET /system/logs}.
 *
 * @param name the function
 * @param namespace its namespace
 * @param instance the replica that wrote it
 * @param timestamp when it was written
 * @param text the line without its line end
 */
public record LogMessage(
    String name, String namespace, String instance, Instant timestamp, String text) {}
