package dev.gantry.app;

import dev.gantry.cli.GantryCommand;
import dev.gantry.cli.terminal.Attachment;
import dev.gantry.cli.terminal.Terminal;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine;

/** The program: everything it is given comes in as arguments, so that tests can give it too. */
public final class Main {

  private static final int INTERRUPTED = 130;

  private Main() {}

  public static void main(String[] arguments) {
    StopSignal stop = new StopSignal();
    CountDownLatch ended = new CountDownLatch(1);
    AtomicInteger exit = new AtomicInteger(INTERRUPTED);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> finish(stop, ended, exit)));
    exit.set(run(terminal(), Arrays.asList(arguments), stop));
    ended.countDown();
    System.exit(exit.get());
  }

  /**
   * Runs one command to its end.
   *
   * @param stop raised when the process was told to end; a server then drains and returns
   * @return 0 done, 1 failed, 2 wrong usage or a start that is not possible
   */
  static int run(Terminal terminal, List<String> arguments, StopSignal stop) {
    return line(terminal, arguments, stop).execute(arguments.toArray(String[]::new));
  }

  /** The command line for what was typed; with all verbs when that is nothing. */
  static CommandLine line(Terminal terminal, List<String> arguments, StopSignal stop) {
    return GantryCommand.line(
        terminal, arguments, BuildVersion.current(), name -> verb(name, terminal, stop));
  }

  /** The verbs that start a server, or need the program's folder. */
  private static CommandLine verb(String name, Terminal terminal, StopSignal stop) {
    return switch (name) {
      case "up" -> UpCommand.line(terminal, stop);
      case "dev" -> new CommandLine(new DevCommand(terminal, stop));
      case "images" -> ScriptCommand.images(terminal.err());
      case "dist" -> ScriptCommand.dist(terminal.err());
      default -> throw new IllegalArgumentException("verb: " + name);
    };
  }

  private static Terminal terminal() {
    return new Terminal(
        System.getenv(),
        Path.of("").toAbsolutePath(),
        Path.of(
            Objects.requireNonNullElse(System.getenv("HOME"), System.getProperty("user.home", ""))),
        System.in,
        new PrintWriter(System.out, true, StandardCharsets.UTF_8),
        // Not buffered: what a function writes is seen when it writes it.
        new FileOutputStream(FileDescriptor.out),
        new PrintWriter(System.err, true, StandardCharsets.UTF_8),
        Attachment.ofThisProcess(),
        Main::password,
        Clock.systemUTC());
  }

  private static Optional<String> password(String prompt) {
    // Without a terminal a console would read standard input, and show what is typed.
    return Optional.ofNullable(System.console())
        .filter(Console::isTerminal)
        .flatMap(console -> Optional.ofNullable(console.readPassword("%s", prompt)))
        .map(String::new);
  }

  /** A signal would end the program with its own number; a drained server has ended well. */
  private static void finish(StopSignal stop, CountDownLatch ended, AtomicInteger exit) {
    stop.raise();
    try {
      if (stop.isHeeded()) {
        ended.await();
      }
    } catch (InterruptedException cutShort) {
      Thread.currentThread().interrupt();
    }
    // Programs it ran for a command, such as docker run, end with it.
    ProcessHandle.current().children().forEach(ProcessHandle::destroy);
    Runtime.getRuntime().halt(exit.get());
  }
}
