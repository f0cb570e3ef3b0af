package dev.gantry.cli.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gantry.cli.terminal.Terminal;
import dev.gantry.client.GatewayAddress;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The desktop's own store of passwords, through the program {@code secret-tool} of libsecret (ADR
 * 0035). Secrets travel over its standard streams, never as arguments, which others can see.
 *
 * @param program where it is
 * @param env the person's variables, which say where the desktop is
 */
record SecretTool(Path program, Map<String, String> env) {

  /** The store of this person; empty where there is no such program or no desktop. */
  static Optional<SecretTool> of(Terminal terminal) {
    if (terminal.variable("DBUS_SESSION_BUS_ADDRESS").isEmpty()) {
      return Optional.empty();
    }
    return Arrays.stream(terminal.variable("PATH").orElse("").split(":", -1))
        .filter(folder -> folder.startsWith("/"))
        .map(folder -> Path.of(folder, "secret-tool"))
        .filter(Files::isExecutable)
        .findFirst()
        .map(found -> new SecretTool(found, terminal.env()));
  }

  /** Keeps a gateway's secret; one that was there is replaced. False if it could not. */
  boolean store(GatewayAddress gateway, String secret) {
    return run(secret, "store", gateway, "--label=Gantry at " + gateway).isPresent();
  }

  /** The secret of a gateway; empty if there is none or the store stays locked. */
  Optional<String> find(GatewayAddress gateway) {
    return run("", "lookup", gateway).filter(secret -> !secret.isEmpty());
  }

  /** Forgets the secret of a gateway. */
  void clear(GatewayAddress gateway) {
    run("", "clear", gateway);
  }

  /** What it prints, if it ends well. A locked store asks the person, who has all the time. */
  private Optional<String> run(
      String input, String verb, GatewayAddress gateway, String... options) {
    List<String> command = new ArrayList<>(List.of(program.toString(), verb));
    command.addAll(List.of(options));
    command.addAll(List.of("application", "gantry", "gateway", gateway.text()));
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
      builder.environment().clear();
      builder.environment().putAll(env);
      Process process = builder.start();
      try (OutputStream in = process.getOutputStream()) {
        in.write(input.getBytes(UTF_8));
      }
      String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
      return process.waitFor() == 0 ? Optional.of(printed.strip()) : Optional.empty();
    } catch (IOException unusable) {
      return Optional.empty();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
