package dev.gantry.cli.verb;

import dev.gantry.cli.gateway.DataFolder;
import dev.gantry.cli.gateway.GatewayOptions;
import dev.gantry.cli.gateway.GatewaySession;
import dev.gantry.cli.gateway.SavedLogins;
import dev.gantry.cli.terminal.Failure;
import dev.gantry.cli.terminal.OutputOptions;
import dev.gantry.cli.terminal.Terminal;
import dev.gantry.client.GatewayAddress;
import dev.gantry.client.Login;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Saves who asks a gateway, once the gateway has said that it knows them. Without a password, the
 * one of this person's own server is used when the gateway is on this machine, otherwise it is
 * asked for.
 */
@Command(name = "login", description = "Saves the password of a gateway, if it is the right one.")
public final class LoginVerb implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private final GatewayOptions gateway = new GatewayOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Option(
      names = {"-u", "--username"},
      paramLabel = "NAME",
      description = "User. Default: admin")
  private String user = "";

  @Option(
      names = {"-p", "--password"},
      paramLabel = "PASSWORD",
      description = "Password; others on this machine can see it while the command runs.")
  private String password = "";

  @Option(
      names = {"-s", "--password-stdin"},
      description = "Read the password from standard input.")
  private boolean fromStdin;

  public LoginVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  /** What is told of a login. */
  private record LoggedIn(String gateway, String user) {}

  @Override
  public Integer call() throws Failure, InterruptedException {
    GatewayAddress address = gateway.address(terminal);
    Login.Password login = login(address);
    try (GatewaySession session = gateway.open(terminal, address, Optional.of(login))) {
      session.attempt("log in", client -> client.functions(""));
    }
    SavedLogins.of(terminal).save(address, login);
    output.write(
        terminal.out(),
        new LoggedIn(address.text(), login.user()),
        out -> output.say(out, "Logged in to " + address + " as " + login.user() + "."));
    return 0;
  }

  private Login.Password login(GatewayAddress address) throws Failure {
    String name = user.isEmpty() ? "admin" : user;
    if (fromStdin && !password.isEmpty()) {
      throw Failure.usage("--password and --password-stdin exclude each other", "");
    }
    if (!password.isEmpty()) {
      terminal.warn("others can see --password while it runs; --password-stdin is safer");
      return new Login.Password(name, password);
    }
    if (fromStdin) {
      return new Login.Password(name, stdin());
    }
    Optional<Login.Password> own = user.isEmpty() ? ownServer(address) : Optional.empty();
    return own.isPresent() ? own.get() : new Login.Password(name, asked(address, name));
  }

  private String stdin() throws Failure {
    try {
      String text = new String(terminal.in().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (text.isEmpty()) {
        throw Failure.usage("there was no password on standard input", "");
      }
      return text;
    } catch (IOException unreadable) {
      throw Failure.file("could not read the password", unreadable);
    }
  }

  private String asked(GatewayAddress address, String name) throws Failure {
    return terminal
        .password()
        .apply("Password of " + name + " at " + address + ": ")
        .filter(text -> !text.isEmpty())
        .orElseThrow(
            () -> Failure.usage("a password is missing", "gantry login --password-stdin < FILE"));
  }

  /** The password that {@code gantry up} made for this person, if it did. */
  private Optional<Login.Password> ownServer(GatewayAddress address) {
    Path folder =
        terminal
            .variable("GANTRY_DATA")
            .map(Path::of)
            .orElse(DataFolder.usual(terminal.env()))
            .resolve("credentials");
    Path file = folder.resolve("basic-auth-password");
    if (!address.isLoopback() || !Files.isReadable(file)) {
      return Optional.empty();
    }
    try {
      Login.Password own =
          new Login.Password(
              Files.readString(folder.resolve("basic-auth-user")).strip(),
              Files.readString(file).strip());
      terminal.note("using the password in " + file);
      return Optional.of(own);
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }
}
