package dev.gantry.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code DELETE /system/functions}.
 *
 * @param functionName the function; absent or empty is refused
 * @param namespace the namespace; absent means the one of the query, then the default one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeleteFunctionRequest(@Nullable String functionName, @Nullable String namespace) {}
