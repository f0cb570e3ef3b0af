package dev.gantry.tck.registry;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** What a {@link TestRegistry} is sent: blobs in pieces, then a manifest. */
final class TestUploads {

  private final Map<String, byte[]> blobs;
  private final Map<String, byte[]> manifests;
  private final Map<String, ByteArrayOutputStream> open = new ConcurrentHashMap<>();

  TestUploads(Map<String, byte[]> blobs, Map<String, byte[]> manifests) {
    this.blobs = blobs;
    this.manifests = manifests;
  }

  /** Takes what a request brings; false if it brings nothing. */
  boolean take(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String last = path.substring(path.lastIndexOf('/') + 1);
    switch (exchange.getRequestMethod()) {
      case "POST" -> {
        String upload = UUID.randomUUID().toString();
        open.put(upload, new ByteArrayOutputStream());
        exchange.getResponseHeaders().set("Location", path + upload);
        exchange.sendResponseHeaders(202, -1);
      }
      case "PATCH" -> {
        exchange.getRequestBody().transferTo(upload(last));
        exchange.getResponseHeaders().set("Location", path);
        exchange.sendResponseHeaders(202, -1);
      }
      case "PUT" -> put(exchange, path, last);
      default -> {
        return false;
      }
    }
    return true;
  }

  private ByteArrayOutputStream upload(String number) {
    return Objects.requireNonNull(open.get(number));
  }

  private void put(HttpExchange exchange, String path, String last) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (path.contains("/manifests/")) {
      manifests.put(path, body);
    } else {
      ByteArrayOutputStream blob = upload(last);
      blob.writeBytes(body);
      String digest = exchange.getRequestURI().getQuery().replaceFirst(".*digest=", "");
      blobs.put(digest, blob.toByteArray());
    }
    exchange.sendResponseHeaders(201, -1);
  }
}
