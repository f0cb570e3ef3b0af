package dev.gantry.app;

import dev.gantry.app.logging.LogSetup;
import dev.gantry.app.settings.EffectiveSetting;
import dev.gantry.app.settings.Reading;
import dev.gantry.app.settings.Setting;
import dev.gantry.app.settings.SettingsReader;
import dev.gantry.build.stack.StackFile;
import dev.gantry.cli.gateway.DataFolder;
import dev.gantry.cli.terminal.Failure;
import dev.gantry.cli.terminal.Terminal;
import dev.gantry.cli.verb.ProgramFolder;
import dev.gantry.cli.verb.StackUp;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code gantry up}: starts the server and runs until it is told to stop. With {@code -f} it builds
 * and deploys a stack file instead (ADR 0035).
 */
@Command(
    name = "up",
    description = {
      "Starts a functions platform on this machine.",
      "With -f FILE it builds and deploys the functions of a stack file instead."
    },
    customSynopsis = {
      "gantry up [--listen ADDRESS] [--provider NAME] [...]   starts a server",
      "gantry up -f FILE [--push] [--parallel NUMBER] [...]   builds and deploys"
    },
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

  private final Terminal terminal;
  private final Map<String, String> env;
  private final PrintWriter out;
  private final PrintWriter err;
  private final StopSignal stop;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private final StackUp stackUp = new StackUp();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "YAML file with the same settings.")
  private @Nullable Path config;

  private UpCommand(Terminal terminal, StopSignal stop) {
    this.terminal = terminal;
    this.env = terminal.env();
    this.out = terminal.out();
    this.err = terminal.err();
    this.stop = stop;
  }

  /** The command with one option for each {@link Setting}. */
  static CommandLine line(Terminal terminal, StopSignal stop) {
    CommandLine line = new CommandLine(new UpCommand(terminal, stop));
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
  public Integer call() throws Failure, InterruptedException {
    refuseOptionsOfTheOtherForm();
    if (stackUp.isMeant()) {
      return stackUp.run(terminal);
    }
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

  private void refuseOptionsOfTheOtherForm() throws Failure {
    for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
      if (isOfServer(option) == stackUp.isMeant()) {
        throw stackUp.isMeant()
            ? Failure.usage(
                option.longestName() + " starts a server, and -f deploys a stack file",
                "gantry up --help")
            : Failure.usage(
                option.longestName() + " goes with -f FILE; without it gantry up starts a server",
                "gantry up --help");
      }
    }
  }

  private static boolean isOfServer(OptionSpec option) {
    String name = option.longestName();
    return name.equals("--config")
        || Arrays.stream(Setting.values()).anyMatch(setting -> name.equals("--" + setting.key()));
  }

  private int serve(Reading.Valid valid) throws InterruptedException {
    stop.heed();
    LogSetup.apply(valid.settings().logging());
    valid.warnings().forEach(LOG::warn);
    print(valid.table());
    try (Server server = Server.start(valid.settings(), home(), env.getOrDefault("PATH", ""))) {
      Welcome.print(server, valid.settings(), out);
      StackFile.in(terminal.folder()).ifPresent(this::tellOfStack);
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

  private void tellOfStack(Path file) {
    out.println("A stack file lies here; gantry up does not deploy it. In another terminal:");
    out.println("  gantry up -f " + file.getFileName());
    out.println();
  }

  /** Where the program lies; the launcher says it, tests and IDEs run in the project's folder. */
  static Path home() {
    return ProgramFolder.find().orElse(Path.of("")).toAbsolutePath();
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
