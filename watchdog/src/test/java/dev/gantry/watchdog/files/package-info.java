/** Tests of the fields that decide what of a file is sent. */
@NullMarked
package dev.gantry.watchdog.files;

import org.jspecify.annotations.NullMarked;
