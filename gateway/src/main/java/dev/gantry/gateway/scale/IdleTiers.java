package dev.gantry.gateway.scale;

import dev.gantry.api.IdleTimes;
import dev.gantry.provider.RestTier;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Which tier an idle function should rest in. */
final class IdleTiers {

  private IdleTiers() {}

  /**
   * The deepest tier that is due.
   *
   * @param idle for how long nobody called
   * @param possible the tiers of the provider
   * @return empty when it is to go on running
   */
  static Optional<RestTier> due(IdleTimes times, Duration idle, Set<RestTier> possible) {
    if (idle.compareTo(times.zeroAfter()) >= 0) {
      return Optional.of(RestTier.REMOVED);
    }
    if (possible.contains(RestTier.STOPPED) && isOver(times.stopAfter(), idle)) {
      return Optional.of(RestTier.STOPPED);
    }
    return possible.contains(RestTier.PAUSED) && isOver(times.pauseAfter(), idle)
        ? Optional.of(RestTier.PAUSED)
        : Optional.empty();
  }

  private static boolean isOver(Duration limit, Duration idle) {
    return !limit.isZero() && idle.compareTo(limit) >= 0;
  }
}
