package dev.gantry.gateway.scale;

/**
 * About one second of a function's calls, summed over all gateways.
 *
 * @param seconds how long it was, above 0
 * @param succeeded successful calls that ended in it
 * @param arrived successful calls and those that came in and still run or wait; what failed is left
 *     out, and calls that wait for a replica count as soon as they come
 * @param leastInFlight calls that were in flight throughout
 * @param meanInFlight calls in flight on average
 * @param cpuMillis processor time of all replicas in thousandths of a processor; 0 when unknown
 */
record Slot(
    double seconds,
    long succeeded,
    long arrived,
    int leastInFlight,
    double meanInFlight,
    double cpuMillis) {}
