package dev.gantry.bench.watchdog;

import java.nio.file.Path;

/**
 * How thoroughly to measure.
 *
 * @param watchdog what is measured
 * @param rounds how often each figure is taken; the median counts
 * @param seconds how long load lasts in a round
 * @param folder for files of the measurement, its own and empty at the start
 */
record Scope(WatchdogFolder watchdog, int rounds, int seconds, Path folder) {}
