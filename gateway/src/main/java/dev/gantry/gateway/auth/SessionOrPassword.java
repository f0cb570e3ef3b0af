package dev.gantry.gateway.auth;

import dev.gantry.gateway.endpoint.EndpointRequest;
import dev.gantry.gateway.endpoint.EndpointResponse;
import java.util.List;
import java.util.Optional;

/**
 * Lets pass who has a session, and asks all others for a password. A request that carries a
 * password is judged by that alone: it may be there to open a new session.
 */
final class SessionOrPassword implements Check {

  private final SessionTokens tokens;
  private final Check password;

  SessionOrPassword(SessionTokens tokens, Check password) {
    this.tokens = tokens;
    this.password = password;
  }

  @Override
  public Optional<EndpointResponse> refuse(EndpointRequest request) {
    if (Guard.isPortal(request.path())) {
      return Optional.empty(); // the same files for everybody, with the form to sign in
    }
    boolean session =
        !request.headers().containsKey("authorization")
            && SessionCookie.tokens(request.headers().getOrDefault("cookie", List.of())).stream()
                .anyMatch(tokens::isValid);
    return session ? Optional.empty() : password.refuse(request);
  }
}
