package dev.gantry.watchdog;

import dev.gantry.watchdog.files.StaticSettings;
import dev.gantry.watchdog.hold.HoldSettings;
import dev.gantry.watchdog.log.LogSettings;
import dev.gantry.watchdog.mode.CallSettings;
import dev.gantry.watchdog.relay.UpstreamSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What the variables of contract 3.1 and 3.2 say, read once at start.
 *
 * <p>A bad value is never replaced by a default: {@link #read} names every one of them.
 *
 * @param port where a watchdog in a container of its own listens; 0 picks a free one
 * @param metricsPort where it answers {@code /metrics}; 0 means nowhere
 * @param readTimeout how long a client may take to send a request; 0 means no limit
 * @param writeTimeout how long a call may take from request to answer, and a drain; 0 means no
 *     limit
 * @param unhealthyPause how long to serve on, unhealthy, before draining ({@code
 *     healthcheck_interval})
 * @param maxInFlight calls at the same time; 0 means no limit
 * @param writesLock whether a lock file says that calls are welcome
 * @param log what its lines look like, and those it passes on for the function
 * @param work what becomes of a call
 * @param hold where bodies are kept that have to be complete before they go on
 */
public record WatchdogSettings(
    int port,
    int metricsPort,
    Duration readTimeout,
    Duration writeTimeout,
    Duration unhealthyPause,
    int maxInFlight,
    boolean writesLock,
    LogSettings log,
    Work work,
    HoldSettings hold) {

  /** What becomes of a call, which {@code mode} decides. */
  public sealed interface Work {

    /** How long a call may take until its process is killed or given up; 0 means no limit. */
    Duration execTimeout();

    /** A process for each call: no {@code mode}, {@code streaming} and {@code serializing}. */
    record Forks(CallSettings call) implements Work {
      @Override
      public Duration execTimeout() {
        return call.execTimeout();
      }
    }

    /** One process that speaks HTTP itself: {@code http}. */
    record Relays(UpstreamSettings upstream) implements Work {
      @Override
      public Duration execTimeout() {
        return upstream.execTimeout();
      }
    }

    /** The files of a folder: {@code mode=static}. */
    record Serves(StaticSettings files) implements Work {
      @Override
      public Duration execTimeout() {
        return Duration.ZERO;
      }
    }
  }

  /** Whether the variables make sense. */
  public sealed interface Reading {
    /** They do. */
    record Valid(WatchdogSettings settings) implements Reading {}

    /** They do not; one sentence each: name, value, what was expected. */
    record Invalid(List<String> problems) implements Reading {
      public Invalid {
        problems = List.copyOf(problems);
      }
    }
  }

  /** Reads the settings of a watchdog from its variables; others are ignored. */
  public static Reading read(Map<String, String> variables) {
    return new SettingsReader(variables).read();
  }
}
