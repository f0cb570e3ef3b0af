package dev.gantry.provider;

/**
 * What one replica uses.
 *
 * @param replicaId the replica
 * @param cpuMillis processor time in thousandths of a processor, averaged over the last sample
 * @param memoryBytes resident memory in bytes
 */
public record ReplicaUsage(String replicaId, double cpuMillis, long memoryBytes) {}
