package dev.gantry.gateway.relay;

import java.time.Duration;
import java.util.function.Predicate;

/**
 * What relays are told once.
 *
 * @param servedBy the value of {@code X-Served-By}
 * @param userAgent sent to functions in place of a missing {@code User-Agent}
 * @param defaultNamespace the namespace of a name without one
 * @param callLimit how long a call may take unless its function says otherwise
 * @param connectLimit how long opening a connection to a replica may take
 * @param ownCredentials tells the gateway's own password in an {@code Authorization}, which no
 *     function may see; must not block
 */
public record RelaySettings(
    String servedBy,
    String userAgent,
    String defaultNamespace,
    Duration callLimit,
    Duration connectLimit,
    Predicate<String> ownCredentials) {}
