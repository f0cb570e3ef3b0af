package dev.gantry.tck.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.zip.GZIPOutputStream;

/**
 * A registry on loopback that an engine really pulls from: manifests, blobs, and a user where one
 * is asked for. The second half of every large blob is held back until it is let go.
 */
public final class TestRegistry implements AutoCloseable {

  private static final String MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
  private static final int LARGE = 100_000;

  static {
    // An engine tries TLS first, and waits ten seconds for a server that waits for the end of that
    // line. Seconds.
    System.setProperty("sun.net.httpserver.maxReqTime", "1");
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
  private final Map<String, byte[]> manifests = new ConcurrentHashMap<>();
  private final Optional<String> wanted;
  private final BiFunction<String, byte[], byte[]> archive;
  private final CountDownLatch rest = new CountDownLatch(1);

  private TestRegistry(
      HttpServer server, Optional<String> wanted, BiFunction<String, byte[], byte[]> archive) {
    this.server = server;
    this.wanted = wanted;
    this.archive = archive;
  }

  /**
   * Starts one; with a {@code user:password} nothing is given to anybody else.
   *
   * @param archive makes a tar archive of one file from its name and content
   */
  public static TestRegistry start(
      Optional<String> user, BiFunction<String, byte[], byte[]> archive) throws IOException {
    InetSocketAddress loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    TestRegistry registry =
        new TestRegistry(
            HttpServer.create(loopback, 0),
            user.map(text -> "Basic " + Base64.getEncoder().encodeToString(text.getBytes(UTF_8))),
            archive);
    registry.server.setExecutor(registry.threads);
    registry.server.createContext("/v2/", registry::answer);
    registry.server.start();
    return registry;
  }

  /** Where it is, as the first part of an image's name. */
  public String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** Lets the second halves of large blobs go. */
  public void sendTheRest() {
    rest.countDown();
  }

  /** Puts an image of one small and one large layer there and returns its name. */
  public String put(String name, String tag, String variable) throws IOException {
    List<byte[]> layers = List.of(layer("small", 100), layer("large", 4 * LARGE));
    List<String> diffs = layers.stream().map(layer -> '"' + digest(layer) + '"').toList();
    byte[] config =
        ("{\"architecture\":\"amd64\",\"os\":\"linux\",\"config\":{\"Env\":[\""
                + variable
                + "\"]},\"rootfs\":{\"type\":\"layers\",\"diff_ids\":["
                + String.join(",", diffs)
                + "]}}")
            .getBytes(UTF_8);
    List<String> descriptions = new ArrayList<>();
    for (byte[] layer : layers) {
      String type = "application/vnd.docker.image.rootfs.diff.tar.gzip";
      descriptions.add(describe(type, zipped(layer)));
    }
    String manifest =
        "{\"schemaVersion\":2,\"mediaType\":\""
            + MANIFEST
            + "\",\"config\":"
            + describe("application/vnd.docker.container.image.v1+json", config)
            + ",\"layers\":["
            + String.join(",", descriptions)
            + "]}";
    manifests.put("/v2/" + name + "/manifests/" + tag, manifest.getBytes(UTF_8));
    manifests.put(
        "/v2/" + name + "/manifests/" + digest(manifest.getBytes(UTF_8)), manifest.getBytes(UTF_8));
    return host() + "/" + name + ":" + tag;
  }

  private String describe(String type, byte[] blob) {
    blobs.put(digest(blob), blob);
    return "{\"mediaType\":\"%s\",\"size\":%d,\"digest\":\"%s\"}"
        .formatted(type, blob.length, digest(blob));
  }

  private byte[] layer(String name, int size) {
    byte[] content = new byte[size];
    new Random(size + server.getAddress().getPort()).nextBytes(content);
    return archive.apply(name, content);
  }

  private static byte[] zipped(byte[] layer) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(layer);
    }
    return out.toByteArray();
  }

  private static String digest(byte[] blob) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(blob);
      return "sha256:" + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String given = exchange.getRequestHeaders().getFirst("Authorization");
      String blob = path.substring(path.lastIndexOf('/') + 1);
      if (wanted.isPresent() && !wanted.get().equals(given)) {
        exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"test\"");
        send(exchange, 401, error("UNAUTHORIZED", "authentication required"));
      } else if (path.equals("/v2/")) {
        send(exchange, 200, "{}".getBytes(UTF_8));
      } else if (manifests.containsKey(path)) {
        byte[] manifest = manifests.get(path);
        exchange.getResponseHeaders().set("Content-Type", MANIFEST);
        exchange.getResponseHeaders().set("Docker-Content-Digest", digest(manifest));
        send(exchange, 200, manifest);
      } else if (blobs.containsKey(blob)) {
        send(exchange, 200, blobs.get(blob));
      } else {
        send(exchange, 404, error("MANIFEST_UNKNOWN", "manifest unknown"));
      }
    }
  }

  private static byte[] error(String code, String message) {
    return "{\"errors\":[{\"code\":\"%s\",\"message\":\"%s\"}]}"
        .formatted(code, message)
        .getBytes(UTF_8);
  }

  private void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    exchange.sendResponseHeaders(status, body.length);
    OutputStream out = exchange.getResponseBody();
    int held = body.length > LARGE ? body.length / 2 : 0;
    out.write(body, 0, body.length - held);
    if (held > 0) {
      out.flush();
      awaitRest();
      out.write(body, body.length - held, held);
    }
  }

  private void awaitRest() throws IOException {
    try {
      if (!rest.await(60, TimeUnit.SECONDS)) {
        throw new IOException("nobody let the rest go");
      }
    } catch (InterruptedException stop) {
      throw new IOException(stop);
    }
  }

  @Override
  public void close() {
    rest.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
