package dev.gantry.docker;

import com.github.dockerjava.transport.DockerHttpClient.Request;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long an engine may take for a request: as long as usual, and for a stop the time that the
 * container was given, too. What streams, or lasts as long as something else does, is endless.
 *
 * @param usual for everything else
 */
record Patience(Duration usual) {

  private static final Pattern ENDLESS =
      Pattern.compile(
          "(?:GET|POST) (?:/v[0-9.]+)?/(?:"
              + "events"
              + "|(?:containers|services|tasks)/[^/?]+/(?:logs|stats|attach|wait|export|archive)"
              + "|exec/[^/?]+/start"
              + "|images/(?:create|load|get)|images/.+/(?:push|get)"
              + "|build|session"
              + ")(?:\\?.*)?");

  private static final Pattern GRACE =
      Pattern.compile(".*/(?:stop|restart)\\?(?:.*&)?t=([0-9]+).*");

  /** Empty for what is endless. */
  Optional<Duration> limitOf(Request request) {
    if (ENDLESS.matcher(request.method() + " " + request.path()).matches()) {
      return Optional.empty();
    }
    Matcher grace = GRACE.matcher(request.path());
    return Optional.of(grace.matches() ? usual.plusSeconds(Long.parseLong(grace.group(1))) : usual);
  }
}
