/**
 * Who may call the REST API and see the portal: credentials, failures and their delays, requests
 * that a browser sent from somewhere else.
 *
 * <p>Start at {@link dev.gantry.gateway.auth.Guard}. Checks never block and are safe from any
 * thread. Nothing here knows what is guarded beyond the paths.
 */
@NullMarked
package dev.gantry.gateway.auth;

import org.jspecify.annotations.NullMarked;
