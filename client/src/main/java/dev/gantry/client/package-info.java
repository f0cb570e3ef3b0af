/**
 * A typed client of the gateway's REST API, over the JDK's own HTTP client.
 *
 * <p>Start at {@link dev.gantry.client.GatewayClient}. Everything blocks and may be used by any
 * thread; an interrupt gives a request up. Nothing here knows files, terminals or where credentials
 * come from.
 */
@NullMarked
package dev.gantry.client;

import org.jspecify.annotations.NullMarked;
