package dev.gantry.watchdog.mode;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a call needs to know of the settings.
 *
 * @param command the function's program and its arguments
 * @param execTimeout how long a process may run; 0 means as long as it wants
 * @param contentType of every answer; empty means that the mode decides
 * @param exportsHeaders whether {@code Http_*} variables are set ({@code cgi_headers})
 * @param combinesOutput whether STDERR is part of the answer, classic mode only
 * @param marshalsRequest whether STDIN gets the request as JSON, classic mode only
 * @param warmSpares how many processes are kept started ahead of their calls
 * @param logsOutput whether what the function answers is logged ({@code write_debug})
 * @param logsHeaders whether request headers are logged ({@code debug_headers})
 */
public record CallSettings(
    Mode mode,
    List<String> command,
    Duration execTimeout,
    Optional<String> contentType,
    boolean exportsHeaders,
    boolean combinesOutput,
    boolean marshalsRequest,
    int warmSpares,
    boolean logsOutput,
    boolean logsHeaders) {

  /** What the fork modes of contract 3.2 answer with when nothing is set. */
  static final String FORK_CONTENT_TYPE = "application/octet-stream";

  public CallSettings {
    command = List.copyOf(command);
  }

  /** Whether STDERR is merged into the output of a process. */
  public boolean mergesErrors() {
    return mode == Mode.CLASSIC && combinesOutput;
  }
}
