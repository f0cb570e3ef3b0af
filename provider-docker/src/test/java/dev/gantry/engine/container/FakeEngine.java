package dev.gantry.engine.container;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gantry.docker.EngineConnection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** An engine with one container, and its watchdog, that do as they are told. */
final class FakeEngine implements AutoCloseable {

  static final String CONTAINER = "c1";

  /** What the watchdog's health path answers. */
  final AtomicInteger health = new AtomicInteger(200);

  /** Whether the container's process runs. */
  final AtomicBoolean isRunning = new AtomicBoolean(true);

  /** How many requests about the container fail before one is answered. */
  final AtomicInteger failures = new AtomicInteger();

  /** What was asked for, in order: {@code pause}, {@code unpause}, {@code json}… */
  final List<String> requests = new CopyOnWriteArrayList<>();

  private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();
  private final HttpServer engine = server();
  private final HttpServer watchdog = server();

  FakeEngine() throws IOException {
    engine.createContext("/", this::answer);
    watchdog.createContext("/_/health", exchange -> send(exchange, health.get(), ""));
    engine.start();
    watchdog.start();
  }

  private static HttpServer server() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    return server;
  }

  EngineConnection connect() {
    return EngineConnection.open(Optional.of("tcp://127.0.0.1:" + engine.getAddress().getPort()));
  }

  /** Lets requests for something wait for their answer until they are let go. */
  CountDownLatch hold(String what) {
    CountDownLatch latch = new CountDownLatch(1);
    held.put(what, latch);
    return latch;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String what = exchange.getRequestURI().getPath().replaceFirst(".*/", "");
    requests.add(what);
    CountDownLatch latch = held.get(what);
    if (latch != null) {
      awaitUninterrupted(latch);
    }
    if (failures.getAndDecrement() > 0) {
      send(exchange, 500, "{\"message\": \"the engine is confused\"}");
    } else if (what.equals("json")) {
      send(exchange, 200, container());
    } else {
      send(exchange, what.equals("logs") ? 200 : 204, "");
    }
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private String container() {
    return """
        {"Id": "%s", "State": {"Running": %s, "ExitCode": 3}, "Config": {"Env": []},
         "HostConfig": {}, "NetworkSettings": {"Networks": {},
           "Ports": {"8080/tcp": [{"HostIp": "127.0.0.1", "HostPort": "%d"}]}}}
        """
        .formatted(CONTAINER, isRunning.get(), watchdog.getAddress().getPort());
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  @Override
  public void close() {
    held.values().forEach(CountDownLatch::countDown);
    engine.stop(0);
    watchdog.stop(0);
  }
}
