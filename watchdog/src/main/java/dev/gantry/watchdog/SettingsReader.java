package dev.gantry.watchdog;

import dev.gantry.watchdog.hold.HoldSettings;
import dev.gantry.watchdog.log.LogSettings;
import dev.gantry.watchdog.mode.CallSettings;
import dev.gantry.watchdog.mode.Mode;
import dev.gantry.watchdog.relay.UpstreamAddress;
import dev.gantry.watchdog.relay.UpstreamSettings;
import dev.gantry.watchdog.settings.Setting;
import dev.gantry.watchdog.settings.Values;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Makes settings of variables, and of the rules between them. */
final class SettingsReader {

  private static final List<Setting> TOKENS =
      List.of(Setting.JWT_AUTH, Setting.JWT_AUTH_DEBUG, Setting.JWT_AUTH_LOCAL);

  private final Values values;

  SettingsReader(Map<String, String> variables) {
    this.values = new Values(variables);
  }

  WatchdogSettings.Reading read() {
    WatchdogSettings settings =
        new WatchdogSettings(
            values.number(Setting.PORT, 0, 65535),
            values.number(Setting.METRICS_PORT, 0, 65535),
            values.span(Setting.READ_TIMEOUT),
            values.span(Setting.WRITE_TIMEOUT),
            values.span(Setting.HEALTHCHECK_INTERVAL),
            values.number(Setting.MAX_INFLIGHT, 0, Integer.MAX_VALUE),
            !values.flag(Setting.SUPPRESS_LOCK),
            new LogSettings(values.flag(Setting.PREFIX_LOGS), longestLine()),
            work(),
            hold());
    checkRules(settings);
    List<String> problems = values.problems();
    return problems.isEmpty()
        ? new WatchdogSettings.Reading.Valid(settings)
        : new WatchdogSettings.Reading.Invalid(problems);
  }

  private WatchdogSettings.Work work() {
    return values.text(Setting.MODE).orElse("").equals("http")
        ? new WatchdogSettings.Work.Relays(upstream())
        : new WatchdogSettings.Work.Forks(call(mode()));
  }

  private UpstreamSettings upstream() {
    return new UpstreamSettings(
        values.command(Setting.FUNCTION_PROCESS),
        upstreamAddress(),
        execTimeout("30s"),
        values.flag(Setting.BUFFER_REQUEST),
        readyPath(),
        values.flag(Setting.LOG_CALL_ID));
  }

  private UpstreamAddress upstreamAddress() {
    return switch (UpstreamAddress.read(values.text(Setting.UPSTREAM_URL).orElse(""))) {
      case UpstreamAddress.Reading.Valid(UpstreamAddress address) -> address;
      case UpstreamAddress.Reading.Unusable(String expected) -> {
        values.refuse(Setting.UPSTREAM_URL, expected);
        yield UpstreamAddress.NONE;
      }
    };
  }

  private Optional<String> readyPath() {
    Optional<String> path = values.text(Setting.READY_PATH);
    if (path.isPresent() && !path.get().matches("/[!-~&&[^#]]*")) {
      values.refuse(Setting.READY_PATH, "a path such as /ready");
    }
    return path;
  }

  private Mode mode() {
    String name = values.text(Setting.MODE).orElse("");
    switch (name) {
      case "" -> {
        return Mode.CLASSIC;
      }
      case "streaming" -> {
        return Mode.STREAMING;
      }
      case "serializing" -> {
        return Mode.SERIALIZING;
      }
      case "static" ->
          values.refuse(Setting.MODE, "http, streaming, serializing or not set; not supported yet");
      default -> values.refuse(Setting.MODE, "http, streaming, serializing or not set");
    }
    return Mode.CLASSIC;
  }

  private CallSettings call(Mode mode) {
    return new CallSettings(
        mode,
        values.command(Setting.FUNCTION_PROCESS),
        execTimeout(mode == Mode.CLASSIC ? Setting.EXEC_TIMEOUT.fallback() : "30s"),
        contentType(),
        values.flag(Setting.CGI_HEADERS),
        values.flag(Setting.COMBINE_OUTPUT),
        values.flag(Setting.MARSHAL_REQUEST),
        values.flag(Setting.WRITE_DEBUG),
        values.flag(Setting.DEBUG_HEADERS));
  }

  /** At most 0 means none, contract 3.2; the two watchdogs differ in the default. */
  private Duration execTimeout(String fallback) {
    Duration limit = values.signedSpan(Setting.EXEC_TIMEOUT, fallback);
    return limit.isNegative() ? Duration.ZERO : limit;
  }

  private Optional<String> contentType() {
    Optional<String> type = values.text(Setting.CONTENT_TYPE);
    if (type.isPresent() && !type.get().matches("[!-~]([ -~]*[!-~])?")) {
      values.refuse(Setting.CONTENT_TYPE, "a media type such as text/html; charset=utf-8");
    }
    return type;
  }

  private int longestLine() {
    int bytes = values.number(Setting.LOG_BUFFER_SIZE, -1, Integer.MAX_VALUE);
    if (bytes == 0) {
      values.refuse(Setting.LOG_BUFFER_SIZE, "-1 or at least 1");
    }
    return bytes == -1 ? Integer.MAX_VALUE : bytes;
  }

  private HoldSettings hold() {
    Optional<Path> folder = Optional.empty();
    try {
      folder = values.text(Setting.SPILL_DIR).map(Path::of);
    } catch (InvalidPathException e) {
      values.refuse(Setting.SPILL_DIR, "a folder");
    }
    OptionalLong memory = values.size(Setting.BUFFER_LIMIT);
    return new HoldSettings(memory.orElse(0), folder, values.size(Setting.SPILL_LIMIT));
  }

  private void checkRules(WatchdogSettings settings) {
    if (values.text(Setting.MODE).isPresent() && settings.writeTimeout().isZero()) {
      values.refuse(Setting.WRITE_TIMEOUT, "more than 0 with a mode");
    }
    values.flag(Setting.LOG_CALL_ID);
    for (Setting token : TOKENS) {
      if (values.flag(token)) {
        values.refuse(token, "false, because token checks are not supported");
      }
    }
  }
}
