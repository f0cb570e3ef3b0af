package dev.gantry.gateway.auth;

import dev.gantry.gateway.endpoint.EndpointRequest;
import dev.gantry.gateway.endpoint.EndpointResponse;
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

  private Guard(Predicate<String> own, Check... checks) {
    this.own = own;
    this.checks = List.of(checks);
  }

  /**
   * Asks for a user and a password.
   *
   * @param clock tells how long ago wrong passwords came
   * @throws IllegalArgumentException if the user's name has a colon in it, which Basic
   *     authentication cannot carry
   */
  public static Guard withCredentials(String user, String password, Clock clock) {
    BasicCredentials credentials = new BasicCredentials(user, password, new FailureDelays(clock));
    return new Guard(credentials::isExpected, new SameOrigin(), credentials);
  }

  /**
   * Asks for nothing but that the request was sent for a loopback {@code Host}, so that no web page
   * reaches the API by re-pointing its own name to this machine.
   */
  public static Guard loopbackOnly() {
    return new Guard(authorization -> false, new LoopbackHost(), new SameOrigin());
  }

  /** Whether a path is behind the guard; everything else is open to anybody. */
  public static boolean guards(String path) {
    return isBelow(path, "/system") || isBelow(path, "/ui");
  }

  /**
   * Whether the value of an {@code Authorization} field would let its sender pass, which makes it a
   * secret.
   */
  public boolean isOwn(String authorization) {
    return own.test(authorization);
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
