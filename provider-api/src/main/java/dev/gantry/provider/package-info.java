/**
 * What a provider of replicas is asked and answers.
 *
 * <p>Start at {@link dev.gantry.provider.FunctionProvider}. All calls block and are made on virtual
 * threads; outcomes a caller must branch on are sealed types, exceptions are for faults. Nothing
 * here knows HTTP, and nothing here knows which engine runs the replicas: what an engine cannot do
 * is absent from its {@link dev.gantry.provider.Capabilities}.
 */
@NullMarked
package dev.gantry.provider;

import org.jspecify.annotations.NullMarked;
