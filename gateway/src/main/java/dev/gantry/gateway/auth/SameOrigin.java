package dev.gantry.gateway.auth;

import dev.gantry.gateway.endpoint.EndpointRequest;
import dev.gantry.gateway.endpoint.EndpointResponse;
import dev.gantry.gateway.endpoint.ProblemKind;
import dev.gantry.gateway.endpoint.RequestProblem;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns away changes that a page of another origin makes a browser send (403), with credentials or
 * without: browsers attach remembered ones to any request. What sends neither {@code Origin} nor
 * {@code Sec-Fetch-Site} is not a browser.
 */
final class SameOrigin implements Check {

  private static final Set<String> CHANGES_NOTHING = Set.of("GET", "HEAD");
  private static final Set<String> OWN_SITES = Set.of("same-origin", "none");
  private static final Pattern ORIGIN =
      Pattern.compile("(https?)://([^/@?#\\s]+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern PORT = Pattern.compile(":[0-9]+$");

  @Override
  public Optional<EndpointResponse> refuse(EndpointRequest request) {
    boolean pass =
        CHANGES_NOTHING.contains(request.method()) || (isOwnSite(request) && isOwnOrigin(request));
    return pass
        ? Optional.empty()
        : Optional.of(
            new RequestProblem(
                    ProblemKind.FOREIGN_ORIGIN,
                    "a page of another origin may not change anything here")
                .answer(request));
  }

  private static boolean isOwnSite(EndpointRequest request) {
    for (String site : request.headers().getOrDefault("sec-fetch-site", List.of())) {
      if (!OWN_SITES.contains(site.strip().toLowerCase(Locale.ROOT))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isOwnOrigin(EndpointRequest request) {
    List<String> origins = request.headers().getOrDefault("origin", List.of());
    List<String> hosts = request.headers().getOrDefault("host", List.of());
    if (origins.isEmpty()) {
      return true;
    }
    return origins.size() == 1
        && hosts.size() == 1
        && isSame(origins.getFirst(), hosts.getFirst(), request.secure());
  }

  /**
   * The scheme tells the port that {@code Host} leaves out. A proxy in front may have ended TLS, so
   * {@code https} passes on a plain connection; {@code http} on one with TLS is another origin.
   */
  private static boolean isSame(String origin, String host, boolean secure) {
    Matcher page = ORIGIN.matcher(origin);
    if (!page.matches()) {
      return false;
    }
    boolean encrypted = page.group(1).equalsIgnoreCase("https");
    return (encrypted || !secure)
        && withPort(page.group(2), encrypted).equalsIgnoreCase(withPort(host, encrypted));
  }

  private static String withPort(String authority, boolean encrypted) {
    if (PORT.matcher(authority).find()) {
      return authority;
    }
    return authority + (encrypted ? ":443" : ":80");
  }
}
