package dev.gantry.gateway.edge;

import static dev.gantry.gateway.edge.RefusedRequest.malformed;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an HTTP/2 request may not say, because it becomes an HTTP/1.1 request on its way to a
 * replica (RFC 9113, 8.2 and 8.3).
 *
 * <p>Frames, pseudo-header fields and lengths that do not match the data are Netty's business. What
 * is checked here it lets through, or checks only in part.
 */
final class Http2Rules {

  private static final Set<String> CONNECTION_FIELDS =
      Set.of("connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade");

  private Http2Rules() {}

  /** Why the request is not taken; null if it is. */
  static @Nullable RefusedRequest violation(HttpServerRequest request) {
    if (request.method().equals(HttpMethod.CONNECT)) {
      return new RefusedRequest(501, "CONNECT is not offered");
    }
    if (!consists(request.method().name(), Octets.TOKEN)) {
      return malformed("bad method");
    }
    String target = request.uri();
    if (!target.startsWith("/") || !consists(target, Octets.TARGET)) {
      return malformed("bad request target");
    }
    return hasHost(request) ? fieldViolation(request) : malformed("bad or missing authority");
  }

  private static boolean hasHost(HttpServerRequest request) {
    HostAndPort authority = request.authority();
    if (authority == null) {
      return false;
    }
    String text =
        authority.port() < 0 ? authority.host() : authority.host() + ':' + authority.port();
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    List<String> hosts = request.headers().getAll("host");
    return HostRule.allows(octets, octets.length)
        && (hosts.isEmpty() || (hosts.size() == 1 && hosts.getFirst().equalsIgnoreCase(text)));
  }

  private static @Nullable RefusedRequest fieldViolation(HttpServerRequest request) {
    int fields = 0;
    int lengths = 0;
    for (Map.Entry<String, String> field : request.headers()) {
      String name = field.getKey();
      String value = field.getValue();
      if (++fields > FieldLines.MOST_FIELDS) {
        return new RefusedRequest(431, "too many header fields");
      }
      if (!consists(name, Octets.TOKEN) || !(value.isEmpty() || consists(value, Octets.VALUE))) {
        return malformed("bad octet in a header field");
      }
      if (CONNECTION_FIELDS.contains(name) || (name.equals("te") && !value.equals("trailers"))) {
        return malformed("a field of HTTP/1.1 connections");
      }
      if (name.equals("content-length") && ++lengths > 1) {
        return malformed("more than one Content-Length");
      }
    }
    return null;
  }

  private static boolean consists(String text, int kind) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > 0xff || !Octets.is((byte) c, kind)) {
        return false;
      }
    }
    return !text.isEmpty();
  }
}
