package dev.gantry.provider;

/**
 * A machine that replicas run on.
 *
 * @param id unique among the provider's nodes
 * @param hostname its name for people
 * @param available whether replicas can be placed on it now
 * @param architecture such as {@code x86_64}
 * @param cpus processors
 * @param memoryBytes memory in bytes
 * @param note what a person should know, such as {@code drained}; empty when nothing
 */
public record Node(
    String id,
    String hostname,
    boolean available,
    String architecture,
    int cpus,
    long memoryBytes,
    String note) {}
