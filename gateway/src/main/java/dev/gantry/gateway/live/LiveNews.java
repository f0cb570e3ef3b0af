package dev.gantry.gateway.live;

import dev.gantry.api.FunctionName;
import dev.gantry.provider.FunctionState;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a subscriber has not been told yet.
 *
 * @param changes functions as they are now, in the order of their changes; empty for one that is
 *     gone
 * @param tick the last interval that ended; null when none has since the last news
 */
public record LiveNews(
    Map<FunctionName, Optional<FunctionState>> changes, @Nullable LiveTick tick) {

  /** Whether there is nothing to tell. */
  public boolean isEmpty() {
    return changes.isEmpty() && tick == null;
  }
}
