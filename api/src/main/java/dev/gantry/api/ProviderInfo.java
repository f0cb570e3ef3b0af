package dev.gantry.api;

/**
 * Who runs the replicas.
 *
 * @param provider the provider's name, such as {@code gantry-process}
 * @param version the provider's build
 * @param orchestration what it runs them on, such as {@code process} or {@code swarm}
 */
public record ProviderInfo(String provider, VersionInfo version, String orchestration) {}
