package dev.gantry.cli.verb;

import dev.gantry.build.stack.StackFile;
import dev.gantry.cli.gateway.GatewayOptions;
import dev.gantry.cli.gateway.GatewaySession;
import dev.gantry.cli.terminal.Failure;
import dev.gantry.cli.terminal.Terminal;
import dev.gantry.client.LogRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what functions wrote. Several at once are told apart by a name in colour. */
@Command(name = "logs", description = "Shows what functions wrote.")
public final class LogsVerb implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private final GatewayOptions gateway = new GatewayOptions();
  @Mixin private final NamespaceOption namespace = new NamespaceOption();
  @Mixin private final StackOptions stack = new StackOptions();

  @Parameters(
      arity = "0..*",
      paramLabel = "FUNCTION",
      description = "Names. Default: all functions of the stack file")
  private List<String> names = new ArrayList<>();

  @Option(
      names = {"-F", "--follow", "-t", "--tail"},
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "true|false",
      description = "Go on with what they write from now on, until Ctrl-C.")
  private boolean follow;

  @Option(
      names = "--lines",
      paramLabel = "NUMBER",
      description = "How many of the latest lines; -1 means all. Default: all")
  private int lines = -1;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "Only lines of the last such time, for example 5m.")
  private String since = "";

  @Option(
      names = "--since-time",
      paramLabel = "TIME",
      description = "Only lines after a time such as 2026-01-31T08:30:00Z.")
  private String sinceTime = "";

  @Option(names = "--instance", paramLabel = "ID", description = "Only lines of this replica.")
  private String instance = "";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "plain",
      description = "How a line is written: plain, keyvalue, json or yaml. Default: plain")
  private LogFormat format = LogFormat.PLAIN;

  @Option(names = "--timestamps", description = "Write the time of each line before it.")
  private boolean timestamps;

  public LogsVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Failure, InterruptedException {
    Optional<StackFile> file =
        names.isEmpty() ? Optional.of(stack.need(terminal)) : Optional.empty();
    List<LogRequest> requests = new ArrayList<>();
    List<String> wanted = file.map(found -> found.functionNames().toList()).orElse(names);
    for (String name : wanted) {
      requests.add(request(name));
    }
    try (GatewaySession session = gateway.open(terminal, file.map(StackFile::gateway).orElse(""))) {
      return new LogFollowing(terminal, session, format, timestamps, wanted).print(requests)
          ? 0
          : 1;
    }
  }

  private LogRequest request(String name) throws Failure {
    if (lines < -1) {
      throw Failure.usage("--lines: " + lines + " (expected: a number of lines, or -1)", "");
    }
    return new LogRequest(
        name,
        namespace.name(),
        instance.isEmpty() ? Optional.empty() : Optional.of(instance),
        lines < 0 ? OptionalInt.empty() : OptionalInt.of(lines),
        start(),
        follow);
  }

  private Optional<Instant> start() throws Failure {
    if (!since.isEmpty() && !sinceTime.isEmpty()) {
      throw Failure.usage("--since and --since-time exclude each other", "");
    }
    if (!since.isEmpty()) {
      return Optional.of(terminal.clock().instant().minus(Values.duration("--since", since)));
    }
    if (sinceTime.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(OffsetDateTime.parse(sinceTime).toInstant());
    } catch (DateTimeException malformed) {
      throw Failure.usage(
          "--since-time: \"" + sinceTime + "\" (expected: a time such as 2026-01-31T08:30:00Z)",
          "");
    }
  }
}
