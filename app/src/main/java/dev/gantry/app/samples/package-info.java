/** The sample functions that a first start deploys. */
@NullMarked
package dev.gantry.app.samples;

import org.jspecify.annotations.NullMarked;
