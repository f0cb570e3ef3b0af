package dev.gantry.gateway.auth;

import dev.gantry.gateway.endpoint.EndpointRequest;
import dev.gantry.gateway.endpoint.EndpointResponse;
import dev.gantry.gateway.endpoint.ProblemKind;
import dev.gantry.gateway.endpoint.RequestProblem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks for one user's password by Basic authentication (RFC 7617, contract 1.3). Both sides are
 * hashed before they are compared, so that neither time nor length tells anything about them.
 *
 * <p>A request without credentials is asked for them and counts as no failure: every browser starts
 * that way. An address that failed too often is answered 429 without a look at its password.
 */
final class BasicCredentials implements Check {

  /** Longer than any password a person or machine was given. */
  private static final int LONGEST = 4_096;

  private static final String SCHEME = "basic ";

  private final byte[] expected;
  private final FailureDelays delays;

  BasicCredentials(String user, String password, FailureDelays delays) {
    if (user.indexOf(':') >= 0) {
      throw new IllegalArgumentException("user: '" + user + "' (expected: a name without ':')");
    }
    this.expected = sha256((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    this.delays = delays;
  }

  @Override
  public Optional<EndpointResponse> refuse(EndpointRequest request) {
    List<String> given = request.headers().getOrDefault("authorization", List.of());
    if (given.isEmpty()) {
      return Optional.of(challenge(request));
    }
    ClientNetwork network = ClientNetwork.of(request.client());
    Duration wait = delays.remaining(network);
    if (!wait.isZero()) {
      return Optional.of(later(request, wait));
    }
    if (given.size() == 1 && isExpected(given.getFirst())) {
      delays.succeeded(network);
      return Optional.empty();
    }
    delays.failed(network);
    return Optional.of(challenge(request));
  }

  boolean isExpected(String header) {
    if (header.length() > LONGEST || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return false;
    }
    try {
      byte[] pair = Base64.getDecoder().decode(header.substring(SCHEME.length()).strip());
      return MessageDigest.isEqual(sha256(pair), expected);
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }

  /** A page has a form of its own; the browser's window would come before it. */
  private static EndpointResponse challenge(EndpointRequest request) {
    EndpointResponse answer = EndpointResponse.text(401, "invalid credentials");
    return isFromPage(request)
        ? answer
        : answer.with(Map.of("WWW-Authenticate", "Basic realm=\"Restricted\""));
  }

  /** The portal names itself; a browser's stream of events cannot, but says what it reads. */
  private static boolean isFromPage(EndpointRequest request) {
    return request.headers().containsKey("x-gantry-portal")
        || request.header("accept").orElse("").contains("text/event-stream");
  }

  private static EndpointResponse later(EndpointRequest request, Duration wait) {
    long seconds = wait.plusMillis(999).toSeconds();
    return new RequestProblem(
            ProblemKind.TOO_MANY_FAILURES,
            "too many wrong passwords from this address, try again in " + seconds + " s")
        .answer(request)
        .with(Map.of("Retry-After", String.valueOf(seconds)));
  }

  private static byte[] sha256(byte[] secret) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
