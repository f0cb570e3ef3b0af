/** Where log lines go and what they look like. */
@NullMarked
package dev.gantry.app.logging;

import org.jspecify.annotations.NullMarked;
