/**
 * Stack files: the functions of a project, where their code is, and how they are deployed.
 *
 * <p>Start at {@link dev.gantry.build.stack.StackFileReader}; what it finds is a {@link
 * dev.gantry.build.stack.StackFile}. Nothing here talks to a gateway, an engine or the network, or
 * prints. Everything runs on the caller's thread.
 */
@NullMarked
package dev.gantry.build.stack;

import org.jspecify.annotations.NullMarked;
