package dev.gantry.watchdog;

import dev.gantry.watchdog.files.StaticSettings;
import dev.gantry.watchdog.hold.HoldSettings;
import dev.gantry.watchdog.log.LogFormat;
import dev.gantry.watchdog.log.LogSettings;
import dev.gantry.watchdog.mode.CallSettings;
import dev.gantry.watchdog.mode.Mode;
import dev.gantry.watchdog.relay.UpstreamAddress;
import dev.gantry.watchdog.relay.UpstreamSettings;
import dev.gantry.watchdog.settings.Setting;
import dev.gantry.watchdog.settings.Values;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Makes settings of variables, and of the rules between them. */
final class SettingsReader {

  private static final List<Setting> TOKENS =
      List.of(Setting.JWT_AUTH, Setting.JWT_AUTH_DEBUG, Setting.JWT_AUTH_LOCAL);

  private static final Set<String> COMPILERS = Set.of("small", "full");

  /** Each holds a process and three pipes, so a slip of the finger must not start a thousand. */
  private static final int MOST_SPARES = 64;

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
            log(),
            work(),
            hold());
    checkRules(settings);
    List<String> problems = values.problems();
    return problems.isEmpty()
        ? new WatchdogSettings.Reading.Valid(settings)
        : new WatchdogSettings.Reading.Invalid(problems);
  }

  private WatchdogSettings.Work work() {
    switch (values.text(Setting.MODE).orElse("")) {
      case "" -> {
        return forks(Mode.CLASSIC);
      }
      case "streaming" -> {
        return forks(Mode.STREAMING);
      }
      case "serializing" -> {
        return forks(Mode.SERIALIZING);
      }
      case "static" -> {
        return serves();
      }
      case "http" -> {
        return new WatchdogSettings.Work.Relays(upstream());
      }
      default -> values.refuse(Setting.MODE, "streaming, serializing, http, static or not set");
    }
    return forks(Mode.CLASSIC);
  }

  private UpstreamSettings upstream() {
    // What has no effect in this mode has to make sense all the same.
    CallSettings unused = call(Mode.STREAMING, List.of());
    return new UpstreamSettings(
        values.command(Setting.FUNCTION_PROCESS),
        upstreamAddress(),
        execTimeout("30s"),
        values.flag(Setting.BUFFER_REQUEST),
        readyPath(),
        unused.logsHeaders());
  }

  private UpstreamAddress upstreamAddress() {
    UpstreamAddress.Reading reading =
        UpstreamAddress.read(values.text(Setting.UPSTREAM_URL).orElse(""));
    if (reading instanceof UpstreamAddress.Reading.Unusable(String expected)) {
      values.refuse(Setting.UPSTREAM_URL, expected);
    }
    return reading instanceof UpstreamAddress.Reading.Valid(UpstreamAddress address)
        ? address
        : UpstreamAddress.NONE;
  }

  private Optional<String> readyPath() {
    Optional<String> path = values.text(Setting.READY_PATH);
    if (path.isPresent() && !path.get().matches("/[!-~&&[^#]]*")) {
      values.refuse(Setting.READY_PATH, "a path such as /ready");
    }
    return path;
  }

  private WatchdogSettings.Work forks(Mode mode) {
    return new WatchdogSettings.Work.Forks(call(mode, values.command(Setting.FUNCTION_PROCESS)));
  }

  private WatchdogSettings.Work serves() {
    // What has no effect in this mode has to make sense all the same.
    CallSettings unused = call(Mode.STREAMING, List.of());
    boolean hasCommand = values.text(Setting.FUNCTION_PROCESS).isPresent();
    return new WatchdogSettings.Work.Serves(
        new StaticSettings(publicFolder(), unused.logsHeaders(), hasCommand));
  }

  private Path publicFolder() {
    String text = values.text(Setting.STATIC_PATH).orElse(Setting.STATIC_PATH.fallback());
    try {
      Path folder = Path.of(text);
      // Both rights are needed to open what is in it.
      if (Files.isDirectory(folder) && Files.isReadable(folder) && Files.isExecutable(folder)) {
        return folder;
      }
    } catch (InvalidPathException e) {
      // Refused with the others.
    }
    boolean isSet = values.text(Setting.STATIC_PATH).isPresent();
    String expected = "a folder that can be read";
    values.refuse(
        Setting.STATIC_PATH,
        isSet ? expected : expected + "; by default " + text + ", which is none");
    return Path.of("");
  }

  private CallSettings call(Mode mode, List<String> command) {
    return new CallSettings(
        mode,
        command,
        execTimeout(mode == Mode.CLASSIC ? Setting.EXEC_TIMEOUT.fallback() : "30s"),
        contentType(),
        values.flag(Setting.CGI_HEADERS),
        values.flag(Setting.COMBINE_OUTPUT),
        values.flag(Setting.MARSHAL_REQUEST),
        warmSpares(),
        values.flag(Setting.WRITE_DEBUG),
        values.flag(Setting.DEBUG_HEADERS));
  }

  /** A spare's variables are fixed before its call is known. */
  private int warmSpares() {
    int count = values.number(Setting.WARM_SPARES, 0, MOST_SPARES);
    String mode = values.text(Setting.MODE).orElse("");
    if (count > 0 && (mode.equals("http") || mode.equals("static"))) {
      values.refuse(Setting.WARM_SPARES, "0 with a mode that starts no process for a call");
    } else if (count > 0 && values.flag(Setting.CGI_HEADERS)) {
      values.refuse(
          Setting.WARM_SPARES,
          "0 unless cgi_headers=false, because a process that is started before its call cannot get"
              + " the call's variables");
    }
    return count;
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

  private LogSettings log() {
    return new LogSettings(
        values.flag(Setting.PREFIX_LOGS),
        longestLine(),
        values.flag(Setting.LOG_CALL_ID),
        logFormat());
  }

  private LogFormat logFormat() {
    String name = values.text(Setting.LOG_FORMAT).orElse(Setting.LOG_FORMAT.fallback());
    switch (name) {
      case "text" -> {
        return LogFormat.TEXT;
      }
      case "json" -> {
        return LogFormat.JSON;
      }
      default -> values.refuse(Setting.LOG_FORMAT, "text or json");
    }
    return LogFormat.TEXT;
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
    values.flag(Setting.BUFFER_REQUEST); // refused in modes without it, too
    if (!COMPILERS.contains(values.text(Setting.JIT).orElse("small"))) {
      values.refuse(Setting.JIT, "small, full or not set"); // the launcher has acted on it
    }
    for (Setting token : TOKENS) {
      if (values.flag(token)) {
        values.refuse(token, "false, because token checks are not supported");
      }
    }
  }
}
