/**
 * A strict HTTP/1.1 server on blocking sockets and virtual threads (RFC 9110, RFC 9112).
 *
 * <p>Start at {@link dev.gantry.watchdog.http.HttpServer}. One virtual thread a connection reads a
 * request, runs the handler and writes the answer. What is ambiguous is refused and the connection
 * closed. Nothing here knows processes.
 */
@NullMarked
package dev.gantry.watchdog.http;

import org.jspecify.annotations.NullMarked;
