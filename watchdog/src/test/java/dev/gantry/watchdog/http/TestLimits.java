package dev.gantry.watchdog.http;

import java.time.Duration;

/** The default limits with one of them changed. */
final class TestLimits {

  private static final HttpLimits D = HttpLimits.DEFAULT;

  private TestLimits() {}

  static HttpLimits headTime(Duration time) {
    return times(time, D.bodyTime(), D.bodyPause(), D.idleTime(), D.writePause(), D.answerTime());
  }

  static HttpLimits bodyTime(Duration time) {
    return times(D.headTime(), time, D.bodyPause(), D.idleTime(), D.writePause(), D.answerTime());
  }

  static HttpLimits bodyPause(Duration time) {
    return times(D.headTime(), D.bodyTime(), time, D.idleTime(), D.writePause(), D.answerTime());
  }

  static HttpLimits idleTime(Duration time) {
    return times(D.headTime(), D.bodyTime(), D.bodyPause(), time, D.writePause(), D.answerTime());
  }

  static HttpLimits writePause(Duration time) {
    return times(D.headTime(), D.bodyTime(), D.bodyPause(), D.idleTime(), time, D.answerTime());
  }

  static HttpLimits answerTime(Duration time) {
    return times(D.headTime(), D.bodyTime(), D.bodyPause(), D.idleTime(), D.writePause(), time);
  }

  static HttpLimits sizes(int maxHeadBytes, int maxRequestLine, int maxConnections) {
    return new HttpLimits(
        D.headTime(),
        D.bodyTime(),
        D.bodyPause(),
        D.idleTime(),
        D.writePause(),
        D.answerTime(),
        maxHeadBytes,
        maxRequestLine,
        maxConnections);
  }

  private static HttpLimits times(
      Duration head,
      Duration body,
      Duration bodyPause,
      Duration idle,
      Duration writePause,
      Duration answer) {
    return new HttpLimits(
        head,
        body,
        bodyPause,
        idle,
        writePause,
        answer,
        D.maxHeadBytes(),
        D.maxRequestLine(),
        D.maxConnections());
  }
}
