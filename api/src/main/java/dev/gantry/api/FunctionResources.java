package dev.gantry.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * How much memory and processor time a replica asks for or may use, as the client wrote it.
 *
 * @param memory a {@linkplain Quantity#memoryBytes size} such as {@code 64Mi}; absent means no
 *     limit
 * @param cpu {@linkplain Quantity#cpuMillis processors} such as {@code 100m} or {@code 0.5}; absent
 *     means no limit
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record FunctionResources(@Nullable String memory, @Nullable String cpu) {}
