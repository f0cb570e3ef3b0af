/** Tests of the server with real sockets, and of its parser with whatever can be thought of. */
@NullMarked
package dev.gantry.watchdog.http;

import org.jspecify.annotations.NullMarked;
