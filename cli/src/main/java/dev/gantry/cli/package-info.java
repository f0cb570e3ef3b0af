/**
 * The command line: which verbs there are and how they are run.
 *
 * <p>Start at {@link dev.gantry.cli.GantryCommand}. A verb is a class of {@link
 * dev.gantry.cli.verb}; only the one that was typed is loaded, because starting up is most of what
 * a short command does (ADR 0036).
 */
@NullMarked
package dev.gantry.cli;

import org.jspecify.annotations.NullMarked;
