package dev.gantry.api;

/**
 * What all replicas of a function use together.
 *
 * @param cpu processor time in thousandths of a processor, averaged over the provider's last sample
 * @param totalMemoryBytes resident memory in bytes
 */
public record FunctionUsage(double cpu, double totalMemoryBytes) {}
