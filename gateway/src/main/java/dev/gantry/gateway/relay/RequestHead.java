package dev.gantry.gateway.relay;

import dev.gantry.gateway.auth.SessionCookie;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.SocketAddress;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Writes the fields of the request to a replica (contract 0 and 1.8). */
final class RequestHead {

  private static final CharSequence FORWARDED_FOR = HttpHeaders.createOptimized("X-Forwarded-For");
  private static final CharSequence FORWARDED_HOST =
      HttpHeaders.createOptimized("X-Forwarded-Host");
  private static final CharSequence FORWARDED_PROTO =
      HttpHeaders.createOptimized("X-Forwarded-Proto");

  private RequestHead() {}

  /**
   * Copies what the client sent, without what was about its connection, and adds the gateway's own.
   *
   * @param mark tells the call from others
   * @param settings what the gateway says of itself, and what it keeps to itself
   */
  static void fill(HttpServerRequest client, MultiMap to, CallMark mark, RelaySettings settings) {
    MultiMap from = client.headers();
    Fields.forEach(
        from,
        (name, value) -> {
          if (!HopByHop.isHopByHop(name) && !HopByHop.is(name, "host")) {
            to.add(name, value);
          }
        });
    removeNamed(from, to);
    withhold(settings.ownCredentials(), to);
    withholdSession(to);
    joinCookies(client, to);
    mark.setOn(to);
    to.set(FORWARDED_FOR, forwardedFor(from, client.remoteAddress()));
    String host = host(client);
    if (host != null && !to.contains(FORWARDED_HOST)) {
      to.set(FORWARDED_HOST, host);
    }
    if (!to.contains(FORWARDED_PROTO)) {
      to.set(FORWARDED_PROTO, client.isSSL() ? "https" : "http");
    }
    if (!to.contains(HttpHeaders.USER_AGENT)) {
      to.set(HttpHeaders.USER_AGENT, settings.userAgent());
    }
  }

  private static void removeNamed(MultiMap from, MultiMap to) {
    if (from.contains(HttpHeaders.CONNECTION)) {
      HopByHop.removeNamed(from.getAll(HttpHeaders.CONNECTION), to);
    }
  }

  /**
   * A function on the portal's origin can make a browser send it the portal's password: it only has
   * to ask for one with the same realm. Credentials of the function's own pass.
   */
  private static void withhold(Predicate<String> own, MultiMap to) {
    if (to.contains(HttpHeaders.AUTHORIZATION)
        && to.getAll(HttpHeaders.AUTHORIZATION).stream().anyMatch(own)) {
      to.remove(HttpHeaders.AUTHORIZATION);
    }
  }

  /** A browser that looked at the portal sends its session to the functions of the same origin. */
  private static void withholdSession(MultiMap to) {
    if (to.contains(HttpHeaders.COOKIE)) {
      List<String> cookies =
          to.getAll(HttpHeaders.COOKIE).stream()
              .map(SessionCookie::without)
              .filter(field -> !field.isEmpty())
              .toList();
      to.remove(HttpHeaders.COOKIE);
      cookies.forEach(field -> to.add(HttpHeaders.COOKIE, field));
    }
  }

  /** HTTP/2 may split cookies over fields, HTTP/1 may not (RFC 9113, 8.2.3). */
  private static void joinCookies(HttpServerRequest client, MultiMap to) {
    if (client.version() == HttpVersion.HTTP_2) {
      List<String> cookies = to.getAll(HttpHeaders.COOKIE);
      if (cookies.size() > 1) {
        to.set(HttpHeaders.COOKIE, String.join("; ", cookies));
      }
    }
  }

  private static String forwardedFor(MultiMap from, SocketAddress peer) {
    String host = peer.hostAddress();
    String address = (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + peer.port();
    if (!from.contains(FORWARDED_FOR)) {
      return address;
    }
    return String.join(", ", from.getAll(FORWARDED_FOR)) + ", " + address;
  }

  private static @Nullable String host(HttpServerRequest client) {
    if (client.version() != HttpVersion.HTTP_2) {
      return client.getHeader(HttpHeaders.HOST);
    }
    return client.authority() == null ? null : client.authority().toString();
  }
}
