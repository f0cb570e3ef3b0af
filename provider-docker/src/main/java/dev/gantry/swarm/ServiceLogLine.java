package dev.gantry.swarm;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.dockerjava.api.model.Frame;
import dev.gantry.api.LogMessage;
import dev.gantry.provider.LogQuery;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * A line as the engine sends it: a time, what it knows of the origin as {@code key=value} with
 * commas, and the text.
 */
final class ServiceLogLine {

  private static final String TASK = "com.docker.swarm.task.id=";

  private ServiceLogLine() {}

  /** Reads a line; empty when it is not one, or not one that is asked for. */
  static Optional<LogMessage> read(Frame frame, LogQuery query) {
    String line = new String(frame.getPayload(), UTF_8);
    int afterTime = line.indexOf(' ');
    int afterOrigin = line.indexOf(' ', afterTime + 1);
    if (afterTime < 0 || afterOrigin < 0) {
      return Optional.empty();
    }
    try {
      LogMessage message =
          new LogMessage(
              query.function().name(),
              query.function().namespace(),
              task(line.substring(afterTime + 1, afterOrigin)),
              Instant.parse(line.substring(0, afterTime)),
              line.substring(afterOrigin + 1).stripTrailing());
      return Optional.of(message).filter(found -> isAskedFor(found, query));
    } catch (DateTimeException notALine) {
      return Optional.empty();
    }
  }

  private static String task(String origin) {
    for (String pair : origin.split(",", -1)) {
      if (pair.startsWith(TASK)) {
        return pair.substring(TASK.length());
      }
    }
    return "";
  }

  private static boolean isAskedFor(LogMessage line, LogQuery query) {
    return query.instance().map(line.instance()::equals).orElse(true)
        && query.since().map(since -> !line.timestamp().isBefore(since)).orElse(true);
  }
}
