package dev.gantry.gateway.auth;

import dev.gantry.gateway.endpoint.EndpointRequest;
import dev.gantry.gateway.endpoint.EndpointResponse;
import dev.gantry.gateway.endpoint.ProblemKind;
import dev.gantry.gateway.endpoint.RequestProblem;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Turns away what was sent for a name that is not this machine's own (421). */
final class LoopbackHost implements Check {

  private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
  private static final Pattern LOOPBACK =
      Pattern.compile(
          "(localhost|127(\\." + OCTET + "){3}|\\[::1])(:[0-9]{1,5})?", Pattern.CASE_INSENSITIVE);

  @Override
  public Optional<EndpointResponse> refuse(EndpointRequest request) {
    List<String> hosts = request.headers().getOrDefault("host", List.of());
    return hosts.size() == 1 && isLoopback(hosts.getFirst())
        ? Optional.empty()
        : Optional.of(
            new RequestProblem(
                    ProblemKind.FOREIGN_HOST,
                    "without credentials this is served for localhost, 127.0.0.1 and [::1] only")
                .answer(request));
  }

  static boolean isLoopback(String host) {
    return LOOPBACK.matcher(host).matches();
  }
}
