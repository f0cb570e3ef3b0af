/**
 * The embedded provider: functions are local processes behind watchdogs in this JVM.
 *
 * <p>Start at {@link dev.gantry.process.ProcessProvider}, which is a {@link
 * dev.gantry.host.HostProvider} of processes. How a replica comes to be is in {@code launch}, and
 * what lies on the disk in {@code folder}, {@code log} and {@code ledger}. Everything blocks and
 * runs on the caller's thread or on virtual threads.
 *
 * <p>What it does not do: functions share the machine and one user, so nothing keeps them from
 * using all memory or from each other's files. Limits are recorded and not enforced.
 */
@NullMarked
package dev.gantry.process;

import org.jspecify.annotations.NullMarked;
