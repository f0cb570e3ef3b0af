package dev.gantry.gateway.scale;

import dev.gantry.api.IdleTimes;
import dev.gantry.api.ScaleSettings;
import dev.gantry.provider.RestTier;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Decides about one function, second by second. Used by one thread. */
final class Judge {

  /**
   * How long a smaller number must have been enough, whatever the label says: as long as the mean
   * that would forget what was before a burst.
   */
  private static final Duration SURE = Duration.ofSeconds(15);

  private static final Duration LONG_AGO = Duration.ofDays(1);

  private final ScaledFunction function;
  private final RecentWishes wishes = new RecentWishes();

  Judge(ScaledFunction function) {
    this.function = function;
  }

  /** What its load asks for; empty when it has what it needs, or rests. */
  Optional<Deed> byLoad(Instant now) {
    ScaleSettings settings = function.settings();
    int desired = function.state().desired();
    if (!settings.isElastic() || function.resting().isPresent()) {
      wishes.clear();
      return Optional.empty();
    }
    Policy policy = Policy.of(settings.policy());
    Wish wish =
        policy.desired(
            new Load(desired, since(function.lastUp(), now), function.load().slots()), settings);
    wishes.add(now, wish.enough());
    int up = Math.min(wish.needed(), settings.bounds().max());
    if (function.held().isPresent() && up > function.held().getAsInt()) {
      function.release();
    }
    int down = down(now, settings);
    if (up <= desired && down >= desired) {
      return Optional.empty();
    }
    return Optional.of(new Deed.Scale(policy.signal(), Math.max(up, down), wish.why()));
  }

  /** Which tier it should rest in; empty when it stays as it is. */
  Optional<Deed> byIdleness(Instant now, Set<RestTier> possible) {
    Optional<IdleTimes> times = function.settings().idle();
    Optional<RestTier> present = function.resting();
    boolean settled = present.isPresent() || function.state().ready() > 0;
    if (times.isEmpty() || !settled || function.load().inFlight() > 0) {
      return Optional.empty();
    }
    Instant last = latest(function.load().lastCall(), function.awakeSince());
    Duration idle = Duration.between(last, now);
    return IdleTiers.due(times.get(), idle, possible)
        .filter(tier -> present.isEmpty() || tier.compareTo(present.get()) > 0)
        .map(tier -> new Deed.Rest(tier, "no call for " + idle.toSeconds() + " s"));
  }

  /** Not below what was enough all through the window, the minimum, or what was set by hand. */
  private int down(Instant now, ScaleSettings settings) {
    Duration window = longer(SURE, settings.downWindow());
    int desired = function.state().desired();
    if (!wishes.covers(now, window)) {
      return desired;
    }
    int floor = function.held().orElse(settings.bounds().min());
    return Math.min(desired, Math.max(wishes.highest(now, window), Math.max(1, floor)));
  }

  private static Duration since(Instant then, Instant now) {
    return then.equals(Instant.MIN) ? LONG_AGO : Duration.between(then, now);
  }

  private static Instant latest(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
