package dev.gantry.gateway.edge;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Tells when a connection has been in the same place for too long. For one event loop.
 *
 * <p>It is asked in steps and compares, so that the way of a request costs no clock reading.
 */
final class StallWatch {

  /** What a connection is doing; each has its own limit. */
  enum Place {
    /** No request is there and none is being answered. */
    IDLE,
    /** A head has begun. */
    HEAD,
    /** The client owes octets of a body. */
    BODY,
    /** The client has not taken what was sent. */
    ANSWER,
    /** Somebody else is at work. */
    ELSEWHERE
  }

  private final ConnectionLimits limits;
  private @Nullable Place place;
  private long progress;
  private long since;

  StallWatch(ConnectionLimits limits) {
    this.limits = limits;
  }

  /**
   * Whether the limit of the place has passed without progress.
   *
   * @param progress any number that changes when the place is entered anew or something moves
   * @param now nanoseconds of a clock that only goes forward
   */
  boolean isStalled(Place place, long progress, long now) {
    if (place != this.place || progress != this.progress) {
      this.place = place;
      this.progress = progress;
      this.since = now;
      return false;
    }
    Duration limit = limit(place);
    return limit != null && now - since >= limit.toNanos();
  }

  private @Nullable Duration limit(Place place) {
    return switch (place) {
      case IDLE -> limits.idleTime();
      case HEAD -> limits.headTime();
      case BODY -> limits.bodyPause();
      case ANSWER -> limits.answerPause();
      case ELSEWHERE -> null;
    };
  }
}
