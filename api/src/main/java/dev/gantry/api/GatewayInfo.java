package dev.gantry.api;

/**
 * The answer of {@code GET /system/info}.
 *
 * @param provider who runs the replicas
 * @param version the gateway's build
 * @param arch the machine's architecture, such as {@code x86_64}
 */
public record GatewayInfo(ProviderInfo provider, VersionInfo version, String arch) {}
