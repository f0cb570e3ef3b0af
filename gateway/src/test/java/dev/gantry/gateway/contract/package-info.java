/**
 * Checks answers against the OpenAPI document. Start at {@link
 * dev.gantry.gateway.contract.OpenApiContract}, which end-to-end tests of other modules use too.
 */
@NullMarked
package dev.gantry.gateway.contract;

import org.jspecify.annotations.NullMarked;
