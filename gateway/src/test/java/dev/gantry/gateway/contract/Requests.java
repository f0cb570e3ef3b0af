package dev.gantry.gateway.contract;

import dev.gantry.gateway.endpoint.EndpointRequest;
import java.net.InetAddress;
import java.net.URLDecoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes requests for endpoints; each method returns a changed copy. */
public record Requests(EndpointRequest request) {

  /** A request as a tool on this machine sends it, to a target with an optional query. */
  public static Requests of(String method, String target) {
    String[] parts = target.split("\\?", 2);
    Map<String, List<String>> query = new LinkedHashMap<>();
    for (String pair : parts.length < 2 ? new String[0] : parts[1].split("&")) {
      String[] sides = pair.split("=", 2);
      query
          .computeIfAbsent(decoded(sides[0]), each -> new ArrayList<>())
          .add(sides.length < 2 ? "" : decoded(sides[1]));
    }
    return new Requests(
        new EndpointRequest(
            method,
            parts[0],
            query,
            Map.of("host", List.of("localhost:8080")),
            new byte[0],
            InetAddress.getLoopbackAddress(),
            false));
  }

  public Requests body(String text) {
    return body(text.getBytes(StandardCharsets.UTF_8));
  }

  public Requests body(byte[] bytes) {
    return new Requests(
        new EndpointRequest(
            request.method(),
            request.path(),
            request.query(),
            request.headers(),
            bytes,
            request.client(),
            request.secure()));
  }

  /** Replaces a header; no values take it away. */
  public Requests header(String name, String... values) {
    Map<String, List<String>> headers = new LinkedHashMap<>(request.headers());
    headers.remove(name);
    if (values.length > 0) {
      headers.put(name, List.of(values));
    }
    return new Requests(
        new EndpointRequest(
            request.method(),
            request.path(),
            request.query(),
            headers,
            request.body(),
            request.client(),
            request.secure()));
  }

  /** From another address, written in digits. */
  public Requests from(String address) {
    try {
      return new Requests(
          new EndpointRequest(
              request.method(),
              request.path(),
              request.query(),
              request.headers(),
              request.body(),
              InetAddress.getByName(address),
              request.secure()));
    } catch (UnknownHostException notInDigits) {
      throw new IllegalArgumentException(notInDigits);
    }
  }

  public Requests overTls() {
    return new Requests(
        new EndpointRequest(
            request.method(),
            request.path(),
            request.query(),
            request.headers(),
            request.body(),
            request.client(),
            true));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
