package dev.gantry.engine.specification;

import dev.gantry.api.GoDuration;
import java.time.Duration;
import java.util.Map;

/** How long a container is given to end when it is stopped: longer than its watchdog needs. */
public final class Grace {

  private static final Duration WATCHDOGS_DEFAULT = Duration.ofSeconds(30);
  private static final Duration MORE = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofHours(24);

  private Grace() {}

  /**
   * In whole seconds.
   *
   * @param variables of the container; a value that is no time span counts as absent, because the
   *     watchdog refuses to start with it
   */
  public static int seconds(Map<String, String> variables) {
    Duration drain =
        GoDuration.parse(variables.getOrDefault("write_timeout", "")).orElse(WATCHDOGS_DEFAULT);
    Duration pause =
        GoDuration.parse(variables.getOrDefault("healthcheck_interval", "")).orElse(Duration.ZERO);
    Duration whole = drain.plus(pause).plus(MORE);
    boolean endless = drain.isZero() || whole.compareTo(LONGEST) > 0;
    return (int) (endless ? LONGEST : whole).plusMillis(999).toSeconds();
  }
}
