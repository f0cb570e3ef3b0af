package dev.gantry.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How calls of one function are limited: what its labels and variables say (contract section 0).
 *
 * @param concurrency calls in flight a replica takes at most; 0 means no limit
 * @param waitingMax calls that may wait for a replica at most; default 1000; 0 means none may wait
 * @param waitingTime how long a call waits at most; default 10 s
 * @param timeout how long a call may take at most; empty means the gateway's own limit
 * @param readTimeout the watchdog's {@code read_timeout}, after half of which an idle connection to
 *     a replica is not used again; default 30 s
 */
public record CallSettings(
    int concurrency,
    int waitingMax,
    Duration waitingTime,
    Optional<Duration> timeout,
    Duration readTimeout) {

  public static final String CONCURRENCY = "dev.gantry.concurrency";
  public static final String WAITING_MAX = "dev.gantry.waiting.max";
  public static final String WAITING_TIME = "dev.gantry.waiting.time";
  public static final String TIMEOUT = "dev.gantry.timeout";

  /** What holds when nothing is said. */
  public static final CallSettings DEFAULT =
      new CallSettings(0, 1000, Duration.ofSeconds(10), Optional.empty(), Duration.ofSeconds(30));

  /**
   * Reads the settings of a deployment that {@link #problems} accepts; a value that it would not
   * accept counts as absent, because deployments of other tools are adopted too.
   */
  public static CallSettings of(FunctionDeployment deployment) {
    Map<String, String> labels = deployment.labels();
    OptionalInt maxInflight = count(deployment.envVars().getOrDefault("max_inflight", ""));
    return new CallSettings(
        count(labels.getOrDefault(CONCURRENCY, "")).orElse(maxInflight.orElse(DEFAULT.concurrency)),
        count(labels.getOrDefault(WAITING_MAX, "")).orElse(DEFAULT.waitingMax),
        GoDuration.parse(labels.getOrDefault(WAITING_TIME, "")).orElse(DEFAULT.waitingTime),
        GoDuration.parse(labels.getOrDefault(TIMEOUT, "")).filter(limit -> !limit.isZero()),
        GoDuration.parse(deployment.envVars().getOrDefault("read_timeout", ""))
            .orElse(DEFAULT.readTimeout));
  }

  /** What is wrong with the labels that this record reads. */
  static List<Problem> problems(Map<String, String> labels) {
    List<Problem> found = new ArrayList<>();
    for (String key : List.of(CONCURRENCY, WAITING_MAX)) {
      String value = labels.get(key);
      if (value != null && count(value).isEmpty()) {
        found.add(new Problem("labels." + key, value, "a whole number from 0 to 1000000"));
      }
    }
    for (String key : List.of(WAITING_TIME, TIMEOUT)) {
      String value = labels.get(key);
      if (value != null && GoDuration.parse(value).isEmpty()) {
        found.add(new Problem("labels." + key, value, GoDuration.EXPECTED));
      }
    }
    return found;
  }

  private static OptionalInt count(String text) {
    if (!text.matches("[0-9]{1,7}")) {
      return OptionalInt.empty();
    }
    int number = Integer.parseInt(text);
    return number > 1_000_000 ? OptionalInt.empty() : OptionalInt.of(number);
  }
}
