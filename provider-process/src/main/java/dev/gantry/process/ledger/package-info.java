/**
 * Knows which process groups run, so that the next start ends what a killed gateway left.
 *
 * <p>Start at {@link dev.gantry.process.ledger.GroupLedger}. Entries are written into a mapped file
 * without a system call, because a function may start thousands of processes a second; {@link
 * dev.gantry.process.ledger.Leftovers} reads them at the next start. Linux only; elsewhere nothing
 * is found and nothing is ended.
 */
@NullMarked
package dev.gantry.process.ledger;

import org.jspecify.annotations.NullMarked;
