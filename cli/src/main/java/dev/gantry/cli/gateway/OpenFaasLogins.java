package dev.gantry.cli.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gantry.cli.terminal.Terminal;
import dev.gantry.client.GatewayAddress;
import dev.gantry.client.Login;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The logins that the existing command line has saved (contract 2.1). They are read and never
 * changed; a file that cannot be understood is a warning, because it is not ours.
 *
 * @param file where they are; need not exist
 * @param terminal is warned
 */
public record OpenFaasLogins(Path file, Terminal terminal) {

  /** {@code config.yml} in {@code OPENFAAS_CONFIG}, otherwise where that command line keeps it. */
  public static OpenFaasLogins of(Terminal terminal) {
    boolean ci = List.of("true", "1").contains(terminal.env().getOrDefault("CI", ""));
    Path usual = (ci ? terminal.folder() : terminal.home()).resolve(".openfaas");
    Path folder = terminal.variable("OPENFAAS_CONFIG").map(terminal::path).orElse(usual);
    return new OpenFaasLogins(folder.resolve("config.yml"), terminal);
  }

  /** The login of a gateway, if there is one. */
  public Optional<Login> find(GatewayAddress gateway) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      Object root = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
      return root instanceof Map<?, ?> map && map.get("auths") instanceof List<?> auths
          ? auths.stream()
              .filter(one -> one instanceof Map<?, ?> entry && isOf(entry, gateway))
              .map(one -> (Map<?, ?>) one)
              .findFirst()
              .flatMap(OpenFaasLogins::login)
          : Optional.empty();
    } catch (IOException | YamlEngineException | IllegalArgumentException unreadable) {
      terminal.warn("no login was read from " + file + ", which is not as expected");
      return Optional.empty();
    }
  }

  private static boolean isOf(Map<?, ?> entry, GatewayAddress gateway) {
    return GatewayAddress.parse(String.valueOf(entry.get("gateway")))
        .filter(gateway::equals)
        .isPresent();
  }

  private static Optional<Login> login(Map<?, ?> entry) {
    String token = String.valueOf(entry.get("token"));
    if (!"basic".equals(entry.get("auth"))) {
      return Optional.of(new Login.Token(token));
    }
    String pair = new String(Base64.getDecoder().decode(token), UTF_8);
    int colon = pair.indexOf(':');
    return colon < 0
        ? Optional.empty()
        : Optional.of(new Login.Password(pair.substring(0, colon), pair.substring(colon + 1)));
  }
}
