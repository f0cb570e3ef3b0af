package dev.gantry.engine.container;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import dev.gantry.api.FunctionName;
import dev.gantry.api.LogMessage;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes lines of what an engine sends of one container's log. The engine cuts long lines into
 * pieces with a time each; they are put together again, up to a bound. Used by one thread.
 */
final class LogLines {

  private static final int LONGEST = 1 << 20;

  private final FunctionName function;
  private final String instance;
  private final Map<StreamType, Piece> pieces = new EnumMap<>(StreamType.class);

  LogLines(FunctionName function, String instance) {
    this.function = function;
    this.instance = instance;
  }

  /** A line that has begun. */
  private record Piece(Instant at, StringBuilder text) {}

  /** Takes in one frame; a line when it completes one. */
  Optional<LogMessage> add(Frame frame) {
    String payload = new String(frame.getPayload(), UTF_8);
    int space = payload.indexOf(' ');
    Instant at = instant(space < 0 ? payload : payload.substring(0, space));
    if (at == null) {
      return Optional.empty();
    }
    Piece piece =
        pieces.computeIfAbsent(frame.getStreamType(), _ -> new Piece(at, new StringBuilder()));
    piece.text.append(payload, space + 1, payload.length());
    if (!payload.endsWith("\n") && piece.text.length() < LONGEST) {
      return Optional.empty();
    }
    pieces.remove(frame.getStreamType());
    String text = piece.text.toString();
    String line = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    return Optional.of(
        new LogMessage(function.name(), function.namespace(), instance, piece.at, line));
  }

  private static @Nullable Instant instant(String text) {
    try {
      return Instant.parse(text.strip());
    } catch (DateTimeException none) {
      return null;
    }
  }
}
