/**
 * The REST API under {@code /system/} and its neighbours (contract 1.2 to 1.7).
 *
 * <p>Start at {@link dev.gantry.gateway.admin.RestApi}. Blocking code on virtual threads, one class
 * a resource. It talks to a provider and knows no HTTP server; what it serves is written down in
 * {@code openapi.yaml} among its resources.
 */
@NullMarked
package dev.gantry.gateway.admin;

import org.jspecify.annotations.NullMarked;
