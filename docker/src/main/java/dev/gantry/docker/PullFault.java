package dev.gantry.docker;

import dev.gantry.docker.PullOutcome.Denied;
import dev.gantry.docker.PullOutcome.Failed;
import dev.gantry.docker.PullOutcome.NotThere;
import dev.gantry.docker.PullOutcome.Unreachable;
import java.util.List;
import java.util.Locale;

/**
 * Tells failed pulls apart by what the engine says, because its statuses do not: a registry that
 * cannot be reached and one that refuses are both a 500, or a line in the stream of a 200.
 */
final class PullFault {

  private static final List<String> DENIED =
      List.of(
          "unauthorized",
          "denied",
          "authentication required",
          "no basic auth credentials",
          "forbidden");

  private static final List<String> NOT_THERE =
      List.of(
          "manifest unknown",
          "name unknown",
          "not found",
          "no such image",
          "does not exist",
          "no matching manifest");

  private static final List<String> UNREACHABLE =
      List.of(
          "connection refused",
          "no such host",
          "dial tcp",
          "timeout",
          "timed out",
          "deadline exceeded",
          "network is unreachable",
          "server gave http response",
          "tls:",
          "x509:",
          "server misbehaving",
          "eof",
          "connection reset");

  private PullFault() {}

  static PullOutcome of(String reason) {
    String text = reason.toLowerCase(Locale.ROOT);
    if (DENIED.stream().anyMatch(text::contains)) {
      return new Denied(reason);
    }
    if (UNREACHABLE.stream().anyMatch(text::contains)) {
      return new Unreachable(reason);
    }
    return NOT_THERE.stream().anyMatch(text::contains) ? new NotThere(reason) : new Failed(reason);
  }
}
