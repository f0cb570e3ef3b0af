package dev.gantry.provider;

import dev.gantry.api.FunctionName;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which lines of a log are asked for.
 *
 * @param function whose log
 * @param instance only this replica's lines; empty means all replicas
 * @param tail only the last so many lines before now; empty means all
 * @param since only lines from this moment on; empty means all
 * @param follow whether to go on with lines that are written later
 */
public record LogQuery(
    FunctionName function,
    Optional<String> instance,
    OptionalInt tail,
    Optional<Instant> since,
    boolean follow) {}
