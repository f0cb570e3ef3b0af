package dev.gantry.gateway.edge;

import io.netty.channel.Channel;
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
  private final RequestFraming framing;
  private final AnswerWatch answers;
  private @Nullable Place place;
  private long progress;
  private long since;

  StallWatch(ConnectionLimits limits, RequestFraming framing, AnswerWatch answers) {
    this.limits = limits;
    this.framing = framing;
    this.answers = answers;
  }

  /**
   * Where the connection is, if it has been there for longer than allowed; null otherwise.
   *
   * @param reads any number that changes when the client has sent something
   * @param now nanoseconds of a clock that only goes forward
   */
  @Nullable Place stalled(Channel channel, int reads, long now) {
    Place current = place(channel);
    long moved = progress(channel, current, reads);
    if (current != place || moved != progress) {
      place = current;
      progress = moved;
      since = now;
      return null;
    }
    Duration limit = limit(current);
    return limit != null && now - since >= limit.toNanos() ? current : null;
  }

  private Place place(Channel channel) {
    if (!channel.isWritable()) {
      return Place.ANSWER;
    }
    if (framing.isBetweenRequests()) {
      return answers.ended() >= framing.heads() ? Place.IDLE : Place.ELSEWHERE;
    }
    boolean expecting = framing.expectsContinue() && answers.interim() == 0;
    if (expecting || !channel.config().isAutoRead()) {
      return Place.ELSEWHERE;
    }
    return framing.isInHead() ? Place.HEAD : Place.BODY;
  }

  private long progress(Channel channel, Place place, int reads) {
    return switch (place) {
      case IDLE, HEAD, ELSEWHERE -> framing.heads();
      case BODY -> reads;
      case ANSWER -> channel.bytesBeforeWritable();
    };
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
