package dev.gantry.gateway.auth;

import dev.gantry.gateway.endpoint.EndpointRequest;
import dev.gantry.gateway.endpoint.EndpointResponse;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Lets a request to the REST API or the portal pass, or answers it itself. Thread-safe; never
 * blocks: who has to wait is told so instead of being kept waiting.
 */
public final class Guard {

  private final List<Check> checks;
  private final Predicate<String> own;
  private final Optional<SessionTokens> sessions;

  private Guard(Predicate<String> own, Optional<SessionTokens> sessions, Check... checks) {
    this.own = own;
    this.sessions = sessions;
    this.checks = List.of(checks);
  }

  /**
   * Asks for a user and a password, or a session that was opened with them, here or at another
   * gateway that was given the same.
   *
   * @param clock tells how long ago wrong passwords came
   * @throws IllegalArgumentException if the user's name has a colon in it, which Basic
   *     authentication cannot carry
   */
  public static Guard withCredentials(String user, String password, Clock clock) {
    BasicCredentials credentials = new BasicCredentials(user, password, new FailureDelays(clock));
    SessionTokens sessions = new SessionTokens(user, password, clock, new SecureRandom());
    return new Guard(
        credentials::isExpected,
        Optional.of(sessions),
        new SameOrigin(),
        new SessionOrPassword(sessions, credentials));
  }

  /**
   * Asks for nothing but that the request was sent for a loopback {@code Host}, so that no web page
   * reaches the API by re-pointing its own name to this machine.
   */
  public static Guard loopbackOnly() {
    return new Guard(
        authorization -> false, Optional.empty(), new LoopbackHost(), new SameOrigin());
  }

  /** Whether a path is behind the guard; everything else is open to anybody. */
  public static boolean guards(String path) {
    return isBelow(path, "/system") || isPortal(path);
  }

  /** Whether a path is the portal's, whose files hold no secret. */
  static boolean isPortal(String path) {
    return isBelow(path, "/ui");
  }

  /**
   * Whether the value of an {@code Authorization} field would let its sender pass, which makes it a
   * secret.
   */
  public boolean isOwn(String authorization) {
    return own.test(authorization);
  }

  /**
   * Opens a session for who sent the password with this request.
   *
   * @return the value of {@code Set-Cookie}; empty when the request carries none, or none is asked
   *     for
   */
  public Optional<String> openSession(EndpointRequest request) {
    return sessions
        .filter(tokens -> request.header("authorization").filter(own).isPresent())
        .map(tokens -> SessionCookie.keep(tokens.issue(), SessionTokens.LIFE, request.secure()));
  }

  /** The value of {@code Set-Cookie} that has a browser forget its session. */
  public static String forgetSession(boolean secure) {
    return SessionCookie.forget(secure);
  }

  /** The answer to a request that may not pass; empty for one that may. */
  public Optional<EndpointResponse> refuse(EndpointRequest request) {
    for (Check check : checks) {
      Optional<EndpointResponse> refusal = check.refuse(request);
      if (refusal.isPresent()) {
        return refusal;
      }
    }
    return Optional.empty();
  }

  private static boolean isBelow(String path, String root) {
    return path.equals(root) || path.startsWith(root + "/");
  }
}
