package dev.gantry.cli.gateway;

import dev.gantry.cli.terminal.Failure;
import dev.gantry.client.ClientSettings;
import dev.gantry.client.GatewayAddress;
import dev.gantry.client.GatewayClient;
import dev.gantry.client.GatewayException;

/** One gateway as one verb uses it: every request brings its own sentence for when it fails. */
public final class GatewaySession implements AutoCloseable {

  private static final int UNAUTHORIZED = 401;

  private final ClientSettings settings;
  private final GatewayClient client;

  GatewaySession(ClientSettings settings) {
    this.settings = settings;
    this.client = GatewayClient.of(settings);
  }

  /**
   * A request to a gateway.
   *
   * @param <T> what is answered
   */
  @FunctionalInterface
  public interface Request<T> {
    /** Sends it and waits. */
    T send(GatewayClient client) throws GatewayException, InterruptedException;
  }

  /** Which gateway. */
  public GatewayAddress gateway() {
    return settings.gateway();
  }

  /**
   * Sends a request.
   *
   * @param what what it does, after "could not", such as {@code deploy 'thumbnailer'}
   */
  public <T> T attempt(String what, Request<T> request) throws Failure, InterruptedException {
    try {
      return request.send(client);
    } catch (GatewayException failed) {
      throw failure(what, failed);
    }
  }

  /** The sentences about a request that failed. */
  public Failure failure(String what, GatewayException failed) {
    return switch (failed) {
      case GatewayException.Refused refused when refused.status() == UNAUTHORIZED ->
          Failure.of("could not " + what, unauthorized(), login());
      case GatewayException.Refused refused ->
          Failure.of("could not " + what, String.valueOf(refused.getMessage()), "");
      case GatewayException.Unreachable unreachable ->
          Failure.of("could not " + what, String.valueOf(unreachable.getMessage()), start());
      case GatewayException.Garbled garbled ->
          Failure.of(
              "could not " + what,
              String.valueOf(garbled.getMessage()),
              "--gateway ADDRESS, if another one was meant");
    };
  }

  private String unauthorized() {
    return gateway()
        + " answered 401: "
        + (settings.login().isEmpty()
            ? "no credentials were sent"
            : "it does not know these credentials");
  }

  private String login() {
    return "gantry login" + option();
  }

  private String start() {
    return gateway().equals(GatewayAddress.USUAL)
        ? "gantry up, which starts one, or --gateway ADDRESS"
        : "gantry doctor" + option();
  }

  /** The option that means this gateway in a command; empty when none is needed. */
  public String option() {
    return gateway().equals(GatewayAddress.USUAL) ? "" : " --gateway " + gateway();
  }

  /** For when there is no such function. */
  public Failure noFunction(String what, String name) {
    return Failure.of(
        "could not " + what,
        gateway() + " has no function '" + name + "'",
        "gantry list" + option());
  }

  @Override
  public void close() {
    client.close();
  }
}
