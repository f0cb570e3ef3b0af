package dev.gantry.cli.gateway;

import dev.gantry.api.GoDuration;
import dev.gantry.cli.terminal.Failure;
import dev.gantry.cli.terminal.Terminal;
import dev.gantry.client.ClientSettings;
import dev.gantry.client.GatewayAddress;
import dev.gantry.client.Login;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say which gateway is asked, the same for every verb (contract 2.1). */
public final class GatewayOptions {

  @Option(
      names = {"-g", "--gateway"},
      paramLabel = "ADDRESS",
      description =
          "Gateway that is asked. Default: the stack file's, OPENFAAS_URL, otherwise"
              + " http://127.0.0.1:8080")
  private String gateway = "";

  @Option(
      names = "--tls-no-verify",
      description = "Believe any certificate; others can then read and change what is sent.")
  private boolean tlsNoVerify;

  @Option(
      names = {"-k", "--token"},
      paramLabel = "TOKEN",
      description = "Bearer token, instead of a saved login.")
  private String token = "";

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      description = "How long one request may take. Default: 60s")
  private String timeout = "60s";

  /** Which gateway is meant, when no stack file has a say. */
  public GatewayAddress address(Terminal terminal) throws Failure {
    return address(terminal, "");
  }

  /**
   * Which gateway is meant: the option, the stack file's unless that is the usual one, {@code
   * OPENFAAS_URL}, the usual one.
   *
   * @param ofStack what the stack file says; empty when there is none
   */
  public GatewayAddress address(Terminal terminal, String ofStack) throws Failure {
    if (!gateway.isEmpty()) {
      return parsed("--gateway", gateway);
    }
    GatewayAddress stack =
        ofStack.isEmpty() ? GatewayAddress.USUAL : parsed("provider.gateway", ofStack);
    if (!stack.equals(GatewayAddress.USUAL)) {
      return stack;
    }
    Optional<String> variable = terminal.variable("OPENFAAS_URL");
    return variable.isPresent() ? parsed("OPENFAAS_URL", variable.get()) : GatewayAddress.USUAL;
  }

  private static GatewayAddress parsed(String key, String text) throws Failure {
    return GatewayAddress.parse(text)
        .orElseThrow(
            () ->
                Failure.usage(
                    key + ": \"" + text + "\" (expected: " + GatewayAddress.EXPECTED + ")", ""));
  }

  /** Opens a session with the saved login of the gateway that is meant. */
  public GatewaySession open(Terminal terminal) throws Failure {
    return open(terminal, "");
  }

  /** The same where a stack file has a say. */
  public GatewaySession open(Terminal terminal, String ofStack) throws Failure {
    GatewayAddress address = address(terminal, ofStack);
    return open(terminal, address, login(terminal, address));
  }

  /** Opens a session as somebody. */
  public GatewaySession open(Terminal terminal, GatewayAddress address, Optional<Login> login)
      throws Failure {
    if (login.isPresent() && !address.isEncrypted() && !address.isLoopback()) {
      terminal.warn(
          "the password goes to " + address + " unencrypted; use an address with https://");
    }
    if (tlsNoVerify) {
      terminal.warn("the certificate of " + address + " is not checked (--tls-no-verify)");
    }
    return new GatewaySession(
        ClientSettings.of(address)
            .withLogin(login)
            .withTimeout(limit())
            .withVerifyTls(!tlsNoVerify));
  }

  private Optional<Login> login(Terminal terminal, GatewayAddress address) throws Failure {
    if (!token.isEmpty()) {
      return Optional.of(new Login.Token(token));
    }
    Optional<Login> saved = SavedLogins.of(terminal).find(address);
    return saved.isPresent() ? saved : OpenFaasLogins.of(terminal).find(address);
  }

  private Duration limit() throws Failure {
    return GoDuration.parse(timeout)
        .filter(limit -> !limit.isZero())
        .orElseThrow(
            () ->
                Failure.usage(
                    "--timeout: \""
                        + timeout
                        + "\" (expected: "
                        + GoDuration.EXPECTED
                        + ", above 0)",
                    ""));
  }
}
