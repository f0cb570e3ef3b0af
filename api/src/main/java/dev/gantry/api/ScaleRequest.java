package dev.gantry.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /system/scale-function/NAME}.
 *
 * @param serviceName the function; absent means the name in the path
 * @param replicas how many replicas there should be; 0 puts the function to sleep; absent is
 *     refused
 * @param namespace the namespace; absent means the one of the query or path
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ScaleRequest(
    @Nullable String serviceName, @Nullable Long replicas, @Nullable String namespace) {}
