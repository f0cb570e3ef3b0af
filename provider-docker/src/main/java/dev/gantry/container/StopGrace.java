package dev.gantry.container;

import dev.gantry.api.GoDuration;
import java.time.Duration;
import java.util.Map;

/** How long a container is given to end when it is stopped: longer than its watchdog needs. */
public final class StopGrace {

  /** The watchdog's variable: how long it serves on after SIGTERM. */
  public static final String PAUSE = "healthcheck_interval";

  private static final String LIMIT = "write_timeout";
  private static final Duration WATCHDOGS_DEFAULT = Duration.ofSeconds(30);
  private static final Duration LONGEST = Duration.ofHours(24);

  private StopGrace() {}

  /**
   * The watchdog's pause and the time limit of its calls, and something more; a day where calls
   * have no limit (0), and at most that.
   *
   * @param variables of the container; a value that is no time span counts as absent, because the
   *     watchdog refuses to start with it
   */
  public static Duration of(Map<String, String> variables, Duration more) {
    Duration drain = GoDuration.parse(variables.getOrDefault(LIMIT, "")).orElse(WATCHDOGS_DEFAULT);
    Duration pause = GoDuration.parse(variables.getOrDefault(PAUSE, "")).orElse(Duration.ZERO);
    Duration whole = drain.plus(pause).plus(more);
    return drain.isZero() || whole.compareTo(LONGEST) > 0 ? LONGEST : whole;
  }
}
