package dev.gantry.client;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which lines of a log are wanted (contract 1.7).
 *
 * @param name the function
 * @param namespace its namespace; empty means the default one
 * @param instance only this replica's lines; empty means those of all
 * @param lines how many of the latest; empty means all
 * @param since none that are older; empty means no limit
 * @param follow whether lines to come are wanted too
 */
public record LogRequest(
    String name,
    String namespace,
    Optional<String> instance,
    OptionalInt lines,
    Optional<Instant> since,
    boolean follow) {}
