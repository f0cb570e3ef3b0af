package dev.gantry.client;

import java.time.Duration;
import java.util.Optional;

/**
 * How a gateway is asked.
 *
 * @param gateway where it is
 * @param login who asks; empty sends no credentials. Calls of functions never carry it
 * @param timeout how long a whole request may take, and a stream or a call until its answer begins;
 *     above 0, default 60 s
 * @param verifyTls whether the gateway's certificate has to be one that this machine trusts;
 *     without it anybody on the way can read and change everything
 * @param userAgent what the gateway's log calls this client
 */
public record ClientSettings(
    GatewayAddress gateway,
    Optional<Login> login,
    Duration timeout,
    boolean verifyTls,
    String userAgent) {

  private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(60);

  /**
   * @throws IllegalArgumentException if {@code timeout} is not above 0
   */
  public ClientSettings {
    if (timeout.isZero() || timeout.isNegative()) {
      throw new IllegalArgumentException("timeout: " + timeout + " (expected: above 0)");
    }
  }

  /** Without credentials, with the defaults. */
  public static ClientSettings of(GatewayAddress gateway) {
    return new ClientSettings(gateway, Optional.empty(), USUAL_TIMEOUT, true, "gantry");
  }

  public ClientSettings withLogin(Optional<Login> other) {
    return new ClientSettings(gateway, other, timeout, verifyTls, userAgent);
  }

  public ClientSettings withTimeout(Duration other) {
    return new ClientSettings(gateway, login, other, verifyTls, userAgent);
  }

  public ClientSettings withVerifyTls(boolean other) {
    return new ClientSettings(gateway, login, timeout, other, userAgent);
  }

  public ClientSettings withUserAgent(String other) {
    return new ClientSettings(gateway, login, timeout, verifyTls, other);
  }
}
