package dev.gantry.app;

import dev.gantry.app.logging.LogSetup;
import dev.gantry.app.settings.EffectiveSetting;
import dev.gantry.app.settings.Reading;
import dev.gantry.app.settings.Setting;
import dev.gantry.app.settings.SettingsReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gantry up}: starts the server and runs until it is told to stop. */
@Command(
    name = "up",
    description = "Starts a functions platform on this machine.",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Each option is also a variable (--metrics-listen: GANTRY_METRICS_LISTEN) and a key of the"
          + " --config file (metrics-listen: …)."
    })
final class UpCommand implements Callable<Integer> {

  private static final int USAGE = 2;
  private static final Logger LOG = LoggerFactory.getLogger(UpCommand.class);

  private final Map<String, String> env;
  private final PrintWriter out;
  private final PrintWriter err;
  private final CountDownLatch stop;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "YAML file with the same settings.")
  private @Nullable Path config;

  private UpCommand(
      Map<String, String> env, PrintWriter out, PrintWriter err, CountDownLatch stop) {
    this.env = Map.copyOf(env);
    this.out = out;
    this.err = err;
    this.stop = stop;
  }

  /** The command with one option for each {@link Setting}. */
  static CommandLine line(
      Map<String, String> env, PrintWriter out, PrintWriter err, CountDownLatch stop) {
    CommandLine line = new CommandLine(new UpCommand(env, out, err, stop));
    for (Setting setting : Setting.values()) {
      line.getCommandSpec().addOption(option(setting));
    }
    return line;
  }

  private static OptionSpec option(Setting setting) {
    String fallback = setting.defaultText();
    OptionSpec.Builder option = OptionSpec.builder("--" + setting.key()).type(String.class);
    if (setting.valueLabel().isEmpty()) {
      return option
          .arity("0..1")
          .fallbackValue("true")
          .paramLabel("true|false")
          .description(setting.description())
          .build();
    }
    return option
        .paramLabel(setting.valueLabel())
        .description(setting.description() + (fallback.isEmpty() ? "" : " Default: " + fallback))
        .build();
  }

  @Override
  public Integer call() throws InterruptedException {
    Optional<Path> file =
        Optional.ofNullable(config)
            .or(() -> Optional.ofNullable(env.get("GANTRY_CONFIG")).map(Path::of));
    return switch (SettingsReader.read(options(), env, file, DataFolder.usual(env))) {
      case Reading.Invalid invalid -> {
        invalid.problems().forEach(problem -> err.println("error: " + problem.message()));
        err.println("  try: gantry up --help");
        yield USAGE;
      }
      case Reading.Valid valid -> serve(valid);
    };
  }

  private int serve(Reading.Valid valid) throws InterruptedException {
    LogSetup.apply(valid.settings().logging());
    valid.warnings().forEach(LOG::warn);
    print(valid.table());
    try (Server server = Server.start(valid.settings(), home(), env.getOrDefault("PATH", ""))) {
      Welcome.print(server, valid.settings(), out);
      stop.await();
      server.drain(valid.settings().drainTimeout());
      return 0;
    } catch (StartException impossible) {
      err.println("error: " + impossible.getMessage());
      if (!impossible.advice().isEmpty()) {
        err.println("  try: " + impossible.advice());
      }
      return USAGE;
    }
  }

  /** Where the program lies; the launcher says it, tests and IDEs run in the project's folder. */
  static Path home() {
    return Path.of(System.getProperty("gantry.home", "")).toAbsolutePath();
  }

  private static void print(List<EffectiveSetting> table) {
    for (EffectiveSetting setting : table) {
      LOG.atDebug()
          .addKeyValue("key", setting.key())
          .addKeyValue("value", setting.value())
          .addKeyValue("source", setting.source())
          .addKeyValue("for", setting.description())
          .log("setting");
    }
  }

  /** What the person typed, by key; options that were not given are absent. */
  private Map<String, String> options() {
    Map<String, String> given = new HashMap<>();
    for (OptionSpec option : spec.options()) {
      if (option.getValue() instanceof String text) {
        given.put(option.longestName().substring(2), text);
      }
    }
    return given;
  }
}
