/**
 * The portal: a page that shows, calls and makes functions, as files a gateway serves.
 *
 * <p>Start at {@link dev.gantry.portal.Portal}; the page itself begins in {@code ui/app.js}. It
 * talks to the public REST API and nothing else.
 */
@NullMarked
package dev.gantry.portal;

import org.jspecify.annotations.NullMarked;
