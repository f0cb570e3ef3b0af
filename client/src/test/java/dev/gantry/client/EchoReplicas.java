package dev.gantry.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gantry.api.FunctionName;
import dev.gantry.tck.ReplicaStarter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Stands for every replica: answers with what it was asked, then with the body. */
public final class EchoReplicas implements ReplicaStarter, AutoCloseable {

  private final HttpServer server;

  public EchoReplicas() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", EchoReplicas::answer);
    server.setExecutor(task -> Thread.ofVirtual().start(task));
    server.start();
  }

  /** Where they answer. */
  InetSocketAddress address() {
    return server.getAddress();
  }

  @Override
  public InetSocketAddress start(FunctionName name, String replicaId) {
    return address();
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().add("X-Asked", asked(exchange));
      String status = exchange.getRequestHeaders().getFirst("X-Answer-With");
      exchange.sendResponseHeaders(status == null ? 200 : Integer.parseInt(status), 0);
      exchange.getRequestBody().transferTo(exchange.getResponseBody());
    }
  }

  private static String asked(HttpExchange exchange) {
    return exchange.getRequestMethod()
        + " "
        + exchange.getRequestURI()
        + " "
        + exchange.getRequestHeaders().containsKey("Authorization");
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
