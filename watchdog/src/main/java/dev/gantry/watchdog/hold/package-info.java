/**
 * Holds bodies that must be complete before they go on: in memory while they are small, in a file
 * beyond that, and refused where the file would grow too large.
 *
 * <p>Start at {@link dev.gantry.watchdog.hold.HoldingArea}, which makes a {@link
 * dev.gantry.watchdog.hold.HeldBody}. File I/O blocks its thread, which may be a virtual one.
 * Nothing here knows HTTP or processes.
 */
@NullMarked
package dev.gantry.watchdog.hold;

import org.jspecify.annotations.NullMarked;
