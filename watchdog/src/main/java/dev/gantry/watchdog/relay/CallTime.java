package dev.gantry.watchdog.relay;

import dev.gantry.watchdog.http.BadRequestException;
import dev.gantry.watchdog.http.Headers;
import dev.gantry.watchdog.settings.TimeSpan;
import java.time.Duration;
import java.util.Optional;

/** How long a call may take: {@code exec_timeout}, or less if {@code X-Timeout} says so. */
final class CallTime {

  private static final String FIELD = "X-Timeout";

  private CallTime() {}

  /**
   * The time of one call; 0 means no limit.
   *
   * @throws BadRequestException 400 if the client's wish is no time span above 0
   */
  static Duration of(Headers headers, Duration most) throws BadRequestException {
    Optional<String> wish = headers.first(FIELD);
    if (wish.isEmpty()) {
      return most;
    }
    Optional<Duration> time = TimeSpan.parse(wish.get());
    if (time.isEmpty() || !time.get().isPositive()) {
      throw new BadRequestException(400, FIELD + " is not a time span above 0 such as 1.5s");
    }
    return most.isZero() || time.get().compareTo(most) < 0 ? time.get() : most;
  }
}
