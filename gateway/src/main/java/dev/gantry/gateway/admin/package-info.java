/**
 * The REST API under {@code /system/} and its neighbours (contract 1.2 to 1.7).
 *
 * <p>Blocking code on virtual threads, one class a resource. It talks to a provider and knows no
 * HTTP server.
 */
@NullMarked
package dev.gantry.gateway.admin;

import org.jspecify.annotations.NullMarked;
