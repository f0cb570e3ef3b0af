package dev.gantry.provider;

import java.util.Set;

/**
 * What a provider can do beyond the least that every provider does. A caller asks here first; the
 * methods for what is absent answer {@code Unsupported} or empty.
 *
 * @param restTiers the tiers a function may rest in; {@link RestTier#REMOVED} is always among them
 * @param runsImages whether a deployment needs an image; otherwise it needs a command
 * @param imagePulls whether images are fetched, with progress in the replica's state
 * @param usage whether {@link FunctionProvider#usage} knows anything
 * @param nodes whether {@link FunctionProvider#nodes} knows anything
 * @param updatableSecrets whether a secret's value can be replaced
 * @param editableNamespaces whether namespaces can be made and removed
 */
public record Capabilities(
    Set<RestTier> restTiers,
    boolean runsImages,
    boolean imagePulls,
    boolean usage,
    boolean nodes,
    boolean updatableSecrets,
    boolean editableNamespaces) {

  /**
   * @throws IllegalArgumentException if {@code restTiers} lacks {@link RestTier#REMOVED}
   */
  public Capabilities {
    restTiers = Set.copyOf(restTiers);
    if (!restTiers.contains(RestTier.REMOVED)) {
      throw new IllegalArgumentException("restTiers: " + restTiers + " (expected: REMOVED in it)");
    }
  }
}
