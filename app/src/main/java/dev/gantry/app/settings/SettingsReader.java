package dev.gantry.app.settings;

import dev.gantry.api.FunctionName;
import dev.gantry.api.Problem;
import dev.gantry.gateway.GatewaySettings;
import dev.gantry.gateway.scale.ScalingMode;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
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

  private final SettingValues values = new SettingValues();

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
    reader.values.addAll(file.problems());
    for (Setting setting : Setting.values()) {
      reader.values.put(setting, choose(setting, options, variables, file.values(), defaultData));
    }
    UpSettings settings = reader.settings();
    List<Problem> problems = reader.values.problems();
    return problems.isEmpty()
        ? new Reading.Valid(settings, reader.values.table(), unknownVariables(variables))
        : new Reading.Invalid(problems);
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
    InetSocketAddress listen = values.address(Setting.LISTEN);
    boolean auth = !values.flag(Setting.NO_AUTH);
    Optional<InetSocketAddress> functionListen =
        values.isSet(Setting.FUNCTION_LISTEN)
            ? Optional.of(values.address(Setting.FUNCTION_LISTEN))
            : Optional.empty();
    if (!auth && listen.getAddress() != null && !listen.getAddress().isLoopbackAddress()) {
      values.problem(
          Setting.NO_AUTH,
          "false, or a loopback address to listen on: "
              + values.text(Setting.LISTEN)
              + " can be reached from other machines");
    }
    return new UpSettings(
        listen,
        values.address(Setting.METRICS_LISTEN),
        functionListen,
        Path.of(values.text(Setting.DATA)).toAbsolutePath().normalize(),
        values.isSet(Setting.CREDENTIALS)
            ? Optional.of(Path.of(values.text(Setting.CREDENTIALS)).toAbsolutePath())
            : Optional.empty(),
        auth,
        !values.flag(Setting.NO_SAMPLES),
        namespace(),
        values.duration(Setting.UPSTREAM_TIMEOUT, true),
        values.duration(Setting.DRAIN_TIMEOUT, false),
        values.choice(Setting.SCALING, ScalingMode.class, ScalingMode.INTERNAL),
        tls(),
        ProviderReader.read(values),
        new LogSettings(
            values.choice(Setting.LOG_FORMAT, LogSettings.Format.class, LogSettings.Format.TEXT),
            values.choice(Setting.LOG_LEVEL, LogSettings.Level.class, LogSettings.Level.INFO)));
  }

  private Optional<GatewaySettings.TlsFiles> tls() {
    if (!values.isSet(Setting.TLS_CERT) && !values.isSet(Setting.TLS_KEY)) {
      return Optional.empty();
    }
    return Optional.of(
        new GatewaySettings.TlsFiles(
            values.readable(Setting.TLS_CERT), values.readable(Setting.TLS_KEY)));
  }

  private String namespace() {
    if (!FunctionName.isLabel(values.text(Setting.NAMESPACE))) {
      values.problem(Setting.NAMESPACE, FunctionName.EXPECTED);
    }
    return values.text(Setting.NAMESPACE);
  }
}
