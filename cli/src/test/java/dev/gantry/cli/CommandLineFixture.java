package dev.gantry.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gantry.api.FunctionName;
import dev.gantry.api.VersionInfo;
import dev.gantry.cli.gateway.SavedLogins;
import dev.gantry.cli.terminal.Attachment;
import dev.gantry.cli.terminal.Failure;
import dev.gantry.cli.terminal.Terminal;
import dev.gantry.client.ClientFixture;
import dev.gantry.tck.MemorySettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** A person at a terminal that is none, in an empty folder, signed in to a gateway in memory. */
final class CommandLineFixture implements AutoCloseable {

  private static final VersionInfo VERSION = new VersionInfo("", "0123", "1.2.3");
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-01-31T12:00:00Z"), ZoneOffset.UTC);

  private final ClientFixture gateway = new ClientFixture(MemorySettings.DEFAULT.withClock(NOON));
  private final FakeQueue queue = new FakeQueue();
  private final Path scratch;
  private final Path folder;
  private final Path home;
  private final Map<String, String> env = new HashMap<>();
  private Optional<String> password = Optional.empty();

  CommandLineFixture(Path scratch) throws IOException, Failure {
    this.scratch = scratch;
    folder = Files.createDirectories(scratch.resolve("work"));
    home = Files.createDirectories(scratch.resolve("home"));
    env.put("OPENFAAS_URL", gateway.address().text());
    env.put("GANTRY_DATA", scratch.resolve("data").toString());
    SavedLogins.of(terminal("", new ByteArrayOutputStream(), new ByteArrayOutputStream()))
        .save(gateway.address(), gateway.login());
  }

  /** Stands for the verbs that start a server. */
  @Command(description = "Is the program's.")
  private static final class OfProgram implements Runnable {
    @Override
    public void run() {
      throw new IllegalStateException("not here");
    }
  }

  private static CommandLine ofProgram(String name) {
    return new CommandLine(new OfProgram()).setCommandName(name);
  }

  Path folder() {
    return folder;
  }

  Path home() {
    return home;
  }

  ClientFixture gateway() {
    return gateway;
  }

  void set(String variable, String value) {
    env.put(variable, value);
  }

  void write(String file, List<String> lines) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.write(path, lines);
  }

  /** Makes something happen that no command does. */
  void happen(String line) {
    String[] words = line.split(" ", 5);
    switch (words.length < 2 ? "" : words[1]) {
      case "log" ->
          gateway
              .provider()
              .addLogLine(new FunctionName(words[2], "openfaas-fn"), words[3], words[4]);
      case "password" -> password = Optional.of(words[2]);
      case "hold" -> gateway.provider().holdReadiness();
      case "set" -> env.put(words[2], here(words[3]));
      case "queue" -> env.put("OPENFAAS_URL", queue.address());
      default -> {
        // A remark for who reads it.
      }
    }
  }

  /** Runs a command; its output, its errors with a mark, and its exit code if it is not 0. */
  List<String> run(TypedCommand command) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal = terminal(command.input(), out, err);
    List<String> arguments = command.arguments().stream().map(this::here).toList();
    int exit =
        GantryCommand.line(terminal, arguments, VERSION, name -> ofProgram(name))
            .execute(arguments.toArray(String[]::new));
    terminal.out().flush();
    terminal.err().flush();
    List<String> lines = new ArrayList<>();
    out.toString(UTF_8).lines().forEach(line -> lines.add(anywhere(line)));
    err.toString(UTF_8).lines().forEach(line -> lines.add("! " + anywhere(line)));
    if (exit != 0) {
      lines.add("= " + exit);
    }
    return lines;
  }

  private String here(String text) {
    return text.replace("http://gateway", gateway.address().text());
  }

  private String anywhere(String text) {
    return text.replace(gateway.address().text(), "http://gateway")
        .replace(scratch.toString(), "…")
        .replaceAll("x86_64|aarch64", "ARCH");
  }

  private Terminal terminal(String input, ByteArrayOutputStream out, ByteArrayOutputStream err) {
    return new Terminal(
        env,
        folder,
        home,
        new ByteArrayInputStream(input.getBytes(UTF_8)),
        new PrintWriter(out, true, UTF_8),
        out,
        new PrintWriter(err, true, UTF_8),
        Attachment.NONE,
        prompt -> password,
        NOON);
  }

  @Override
  public void close() {
    queue.close();
    gateway.close();
  }
}
