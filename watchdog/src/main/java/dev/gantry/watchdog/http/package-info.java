/**
 * A strict HTTP/1.1 codec, its server, and connections to servers behind it, on blocking sockets
 * and virtual threads (RFC 9110, RFC 9112).
 *
 * <p>Start at {@link dev.gantry.watchdog.http.HttpServer}; how a connection goes on is in {@code
 * Connection}, what is refused in {@code HeadReader}, {@code Framing} and {@code ChunkedBody}. One
 * virtual thread a connection reads a request, runs the handler and writes the answer. One more a
 * server enforces all time limits ({@code Pulse}), and one more for each call that is not short
 * watches whether its client is still there ({@code Call}). What is ambiguous is refused and the
 * connection closed; an upstream's answers are read as strictly ({@code UpstreamConnection}, {@code
 * ResponseReader}). Nothing here knows processes.
 *
 * <p>The sockets are plain {@code java.net.Socket}s: a virtual thread that reads one parks, and the
 * copies for the system go through buffers that all connections share, where channels would want a
 * direct buffer each. Shutting the input of a blocked reader ends its read while the answer can
 * still be written; that is how a late client gets its 408.
 */
@NullMarked
package dev.gantry.watchdog.http;

import org.jspecify.annotations.NullMarked;
