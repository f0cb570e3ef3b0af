/**
 * Who may call the REST API: credentials, failures and their delays, requests that a browser sent
 * from somewhere else.
 */
@NullMarked
package dev.gantry.gateway.auth;

import org.jspecify.annotations.NullMarked;
