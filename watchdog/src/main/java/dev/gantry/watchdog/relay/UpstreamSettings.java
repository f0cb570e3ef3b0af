package dev.gantry.watchdog.relay;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the relay needs to know of the settings.
 *
 * @param command the function's program and its arguments, started once
 * @param upstream where it listens
 * @param execTimeout how long a call may take to the end of its answer; 0 means no limit
 * @param holdsBodies whether a request's body is complete before the function sees it ({@code
 *     http_buffer_req_body})
 * @param readyPath what is asked of the function for {@code /_/ready}; empty to see only whether it
 *     accepts connections
 * @param logsHeaders whether request headers are logged ({@code debug_headers})
 */
public record UpstreamSettings(
    List<String> command,
    UpstreamAddress upstream,
    Duration execTimeout,
    boolean holdsBodies,
    Optional<String> readyPath,
    boolean logsHeaders) {

  public UpstreamSettings {
    command = List.copyOf(command);
  }
}
