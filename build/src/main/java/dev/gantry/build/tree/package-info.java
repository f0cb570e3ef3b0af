/** Folders as wholes: copied and removed, links never followed. Everything blocks. */
@NullMarked
package dev.gantry.build.tree;

import org.jspecify.annotations.NullMarked;
