/**
 * The embedded provider: functions are local processes behind watchdogs in this JVM.
 *
 * <p>Start at {@link dev.gantry.process.ProcessProvider}. What should be is in {@code store}, what
 * is in {@code replica}, how a replica comes to be in {@code launch}, and what lies on the disk in
 * {@code folder}, {@code log} and {@code ledger}. Everything blocks and runs on the caller's thread
 * or on virtual threads of its own, apart from the database, which has one thread.
 *
 * <p>What it does not do: functions share the machine and one user, so nothing keeps them from
 * using all memory or from each other's files. Limits are recorded and not enforced.
 */
@NullMarked
package dev.gantry.process;

import org.jspecify.annotations.NullMarked;
