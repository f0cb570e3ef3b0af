package dev.gantry.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A gateway with a queue and one function, {@code echo}: its calls are accepted (contract 1.9). */
final class FakeQueue implements AutoCloseable {

  private final HttpServer server;

  FakeQueue() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", FakeQueue::answer);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      if (exchange.getRequestURI().getPath().equals("/async-function/echo/some/path")
          && exchange.getRequestMethod().equals("POST")) {
        exchange.getResponseHeaders().add("X-Call-Id", "0f-17");
        exchange.sendResponseHeaders(202, -1);
        return;
      }
      byte[] unknown = "there is no function none.openfaas-fn".getBytes(UTF_8);
      exchange.sendResponseHeaders(404, unknown.length);
      exchange.getResponseBody().write(unknown);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
