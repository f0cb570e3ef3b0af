package dev.gantry.gateway.edge;

import dev.gantry.gateway.endpoint.EndpointRequest;
import dev.gantry.gateway.route.Route;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Turns a server's request into what an endpoint is asked. */
final class EndpointRequests {

  private static final byte[] NO_BODY = {};

  private EndpointRequests() {}

  /**
   * The request before its body.
   *
   * @return empty when path or query are not valid percent-encoding
   */
  static Optional<EndpointRequest> head(HttpServerRequest request) {
    String target = Route.originForm(request.uri());
    int question = target.indexOf('?');
    String path = question < 0 ? target : target.substring(0, question);
    String query = question < 0 ? "" : target.substring(question + 1);
    try {
      return Optional.of(
          new EndpointRequest(
              request.method().name(),
              PercentDecoding.path(path),
              parameters(query),
              headers(request),
              NO_BODY,
              client(request),
              request.isSSL()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The request with its body. */
  static EndpointRequest with(Buffer body, EndpointRequest head) {
    return new EndpointRequest(
        head.method(),
        head.path(),
        head.query(),
        head.headers(),
        body.getBytes(),
        head.client(),
        head.secure());
  }

  private static Map<String, List<String>> parameters(String query) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    for (String part : query.split("&", -1)) {
      if (!part.isEmpty()) {
        int equals = part.indexOf('=');
        String name = equals < 0 ? part : part.substring(0, equals);
        String value = equals < 0 ? "" : part.substring(equals + 1);
        parameters
            .computeIfAbsent(PercentDecoding.parameter(name), key -> new ArrayList<>())
            .add(PercentDecoding.parameter(value));
      }
    }
    return parameters;
  }

  private static Map<String, List<String>> headers(HttpServerRequest request) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (Map.Entry<String, String> field : request.headers()) {
      headers
          .computeIfAbsent(field.getKey().toLowerCase(Locale.ROOT), key -> new ArrayList<>())
          .add(field.getValue());
    }
    if (!headers.containsKey("host") && request.authority() != null) {
      headers.put("host", List.of(request.authority().toString()));
    }
    return headers;
  }

  private static InetAddress client(HttpServerRequest request) {
    try {
      return InetAddress.getByName(request.remoteAddress().hostAddress());
    } catch (UnknownHostException e) {
      throw new IllegalStateException("the address of a connection is not one", e);
    }
  }
}
