package dev.gantry.app.settings;

import dev.gantry.api.FunctionName;
import dev.gantry.api.GoDuration;
import dev.gantry.api.Problem;
import dev.gantry.gateway.GatewaySettings;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Turns options, variables and a file into {@link UpSettings}: options win over variables,
 * variables over the file, the file over defaults. A bad value is never replaced by a default; all
 * problems come back together.
 */
public final class SettingsReader {

  /** Variables of this prefix that the launcher reads, not the server. */
  private static final List<String> LAUNCHER_VARIABLES =
      List.of("GANTRY_JAVA_OPTS", "GANTRY_HOME", "GANTRY_CONFIG");

  private final Map<Setting, EffectiveSetting> effective = new EnumMap<>(Setting.class);
  private final List<Problem> problems = new ArrayList<>();

  private SettingsReader() {}

  /**
   * Reads everything.
   *
   * @param options the options of the command line by key, such as {@code listen}
   * @param variables the environment
   * @param config the settings file; empty means none
   * @param defaultData the data folder when nobody names one
   */
  public static Reading read(
      Map<String, String> options,
      Map<String, String> variables,
      Optional<Path> config,
      Path defaultData) {
    SettingsReader reader = new SettingsReader();
    SettingsFile file = config.map(SettingsFile::read).orElse(SettingsFile.NONE);
    reader.problems.addAll(file.problems());
    for (Setting setting : Setting.values()) {
      reader.effective.put(
          setting, choose(setting, options, variables, file.values(), defaultData));
    }
    UpSettings settings = reader.settings();
    return reader.problems.isEmpty()
        ? new Reading.Valid(
            settings, List.copyOf(reader.effective.values()), unknownVariables(variables))
        : new Reading.Invalid(List.copyOf(reader.problems));
  }

  private static EffectiveSetting choose(
      Setting setting,
      Map<String, String> options,
      Map<String, String> variables,
      Map<String, String> file,
      Path defaultData) {
    String key = setting.key();
    if (options.containsKey(key)) {
      return effective(setting, options.get(key), "option");
    }
    if (variables.containsKey(setting.variable())) {
      return effective(setting, variables.get(setting.variable()), "variable");
    }
    if (file.containsKey(key)) {
      return effective(setting, file.get(key), "file");
    }
    String fallback = setting == Setting.DATA ? defaultData.toString() : setting.defaultText();
    return effective(setting, fallback, "default");
  }

  private static EffectiveSetting effective(Setting setting, String value, String source) {
    return new EffectiveSetting(setting.key(), value.strip(), source, setting.description());
  }

  private static List<String> unknownVariables(Map<String, String> variables) {
    List<String> known = Arrays.stream(Setting.values()).map(Setting::variable).toList();
    return variables.keySet().stream()
        .filter(name -> name.startsWith("GANTRY_"))
        .filter(name -> !known.contains(name) && !LAUNCHER_VARIABLES.contains(name))
        .sorted()
        .map(name -> "variable " + name + " is not known and was ignored")
        .toList();
  }

  private UpSettings settings() {
    InetSocketAddress listen = address(Setting.LISTEN);
    boolean auth = !flag(Setting.NO_AUTH);
    Optional<InetSocketAddress> functionListen =
        isSet(Setting.FUNCTION_LISTEN)
            ? Optional.of(address(Setting.FUNCTION_LISTEN))
            : Optional.empty();
    if (!auth && listen.getAddress() != null && !listen.getAddress().isLoopbackAddress()) {
      problem(
          Setting.NO_AUTH,
          "false, or a loopback address to listen on: "
              + text(Setting.LISTEN)
              + " can be reached from other machines");
    }
    oneOf(Setting.PROVIDER, List.of("process"));
    return new UpSettings(
        listen,
        address(Setting.METRICS_LISTEN),
        functionListen,
        Path.of(text(Setting.DATA)).toAbsolutePath().normalize(),
        isSet(Setting.CREDENTIALS)
            ? Optional.of(Path.of(text(Setting.CREDENTIALS)).toAbsolutePath())
            : Optional.empty(),
        auth,
        !flag(Setting.NO_SAMPLES),
        namespace(),
        duration(Setting.UPSTREAM_TIMEOUT, true),
        duration(Setting.DRAIN_TIMEOUT, false),
        scaling(),
        tls(),
        isSet(Setting.RUN_AS) ? Optional.of(text(Setting.RUN_AS)) : Optional.empty(),
        new LogSettings(
            choice(Setting.LOG_FORMAT, LogSettings.Format.class, LogSettings.Format.TEXT),
            choice(Setting.LOG_LEVEL, LogSettings.Level.class, LogSettings.Level.INFO)));
  }

  /** Alerts are answered and logged, but change nothing yet, and a setting must not pretend. */
  private UpSettings.Scaling scaling() {
    UpSettings.Scaling who =
        choice(Setting.SCALING, UpSettings.Scaling.class, UpSettings.Scaling.INTERNAL);
    if (who == UpSettings.Scaling.ALERTMANAGER) {
      problem(Setting.SCALING, "internal or off, as alerts do not scale in this version");
    }
    return who;
  }

  private Optional<GatewaySettings.TlsFiles> tls() {
    if (!isSet(Setting.TLS_CERT) && !isSet(Setting.TLS_KEY)) {
      return Optional.empty();
    }
    return Optional.of(
        new GatewaySettings.TlsFiles(readable(Setting.TLS_CERT), readable(Setting.TLS_KEY)));
  }

  private Path readable(Setting setting) {
    Path file = Path.of(text(setting));
    if (!isSet(setting)) {
      problem(setting, "a file, as --tls-cert and --tls-key go together");
    } else if (!Files.isReadable(file) || Files.isDirectory(file)) {
      problem(setting, "a file that can be read");
    }
    return file.toAbsolutePath();
  }

  private InetSocketAddress address(Setting setting) {
    String text = text(setting);
    int colon = text.lastIndexOf(':');
    String port = text.substring(colon + 1);
    if (colon < 0 || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65_535) {
      problem(setting, "an address such as 127.0.0.1:8080, [::1]:8080 or :8080");
      return new InetSocketAddress(0);
    }
    String host = text.substring(0, colon);
    InetSocketAddress address =
        host.isEmpty()
            ? new InetSocketAddress(Integer.parseInt(port))
            : new InetSocketAddress(host, Integer.parseInt(port));
    if (address.isUnresolved()) {
      problem(setting, "an address of this machine; '" + host + "' is not known");
    }
    return address;
  }

  private String namespace() {
    if (!FunctionName.isLabel(text(Setting.NAMESPACE))) {
      problem(Setting.NAMESPACE, FunctionName.EXPECTED);
    }
    return text(Setting.NAMESPACE);
  }

  private Duration duration(Setting setting, boolean positive) {
    Optional<Duration> duration = GoDuration.parse(text(setting));
    if (duration.isEmpty() || (positive && duration.get().isZero())) {
      problem(setting, GoDuration.EXPECTED + (positive ? ", above 0" : ""));
    }
    return duration.orElse(Duration.ZERO);
  }

  private boolean flag(Setting setting) {
    oneOf(setting, List.of("true", "false", "1", "0"));
    return text(setting).equals("true") || text(setting).equals("1");
  }

  private <E extends Enum<E>> E choice(Setting setting, Class<E> type, E fallback) {
    List<String> names =
        Arrays.stream(type.getEnumConstants())
            .map(constant -> constant.name().toLowerCase(Locale.ROOT))
            .toList();
    return oneOf(setting, names)
        ? Enum.valueOf(type, text(setting).toUpperCase(Locale.ROOT))
        : fallback;
  }

  private boolean oneOf(Setting setting, List<String> allowed) {
    boolean known = allowed.contains(text(setting));
    if (!known) {
      problem(setting, "one of " + String.join(", ", allowed));
    }
    return known;
  }

  private boolean isSet(Setting setting) {
    return !text(setting).isEmpty();
  }

  private String text(Setting setting) {
    return setting(setting).value();
  }

  private void problem(Setting setting, String expected) {
    EffectiveSetting said = setting(setting);
    String key =
        switch (said.source()) {
          case "variable" -> setting.variable();
          case "file" -> "config." + setting.key();
          default -> "--" + setting.key();
        };
    problems.add(new Problem(key, said.value(), expected));
  }

  private EffectiveSetting setting(Setting setting) {
    EffectiveSetting said = effective.get(setting);
    if (said == null) {
      throw new IllegalStateException(setting + " was not read");
    }
    return said;
  }
}
