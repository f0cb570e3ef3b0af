package dev.gantry.host.replica;

import dev.gantry.provider.RestTier;

/** What a replica's thread is to do next. */
sealed interface Want {

  /** Let it run on: this program ends. */
  record Release() implements Want {}

  /** End it, after the calls that run. */
  record Leave() implements Want {}

  /** See to it that another takes its place: it ended of itself. */
  record Mourn(String reason) implements Want {}

  /** Put it to rest, or more deeply. */
  record Rest(RestTier tier) implements Want {}

  /** Wake it, or wait until it answers. */
  record Wake() implements Want {}
}
