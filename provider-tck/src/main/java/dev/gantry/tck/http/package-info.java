/**
 * Requests that a strict HTTP/1.1 server refuses, and what a proxy in front has to do with them.
 *
 * <p>Start at {@link dev.gantry.tck.http.MalformedRequests}. The watchdog's and the gateway's tests
 * run the same table, so that no request can mean one thing to the first and another to the second
 * (RFC 9112, section 11). Data only: nothing here opens a socket.
 */
@NullMarked
package dev.gantry.tck.http;

import org.jspecify.annotations.NullMarked;
