import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * Calls the handler: for each request at the port of {@code upstream_url}, each on a virtual
 * thread; once, for STDIN, with {@code --call}; or to learn what a start needs, with {@code --train}.
 */
public final class Main {

  private static final String UPSTREAM = "http://127.0.0.1:8082";

  private Main() {}

  public static void main(String[] arguments) throws Exception {
    Object handler = Class.forName("function.Handler").getDeclaredConstructor().newInstance();
    switch (arguments.length == 0 ? "" : arguments[0]) {
      case "--call" -> System.exit(callOnce(handler));
      case "--train" -> train(handler);
      default -> {
        String upstream = System.getenv().getOrDefault("upstream_url", UPSTREAM);
        HttpServer server = start(handler, URI.create(upstream).getPort());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> server.stop(1)));
      }
    }
  }

  private static HttpServer start(Object handler, int port) throws IOException {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    HttpServer server = HttpServer.create(address, 1024);
    HttpHandler answers = httpHandler(handler);
    server.createContext("/", exchange -> handle(answers, exchange));
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    return server;
  }

  private static void handle(HttpHandler handler, HttpExchange exchange) {
    try (exchange) {
      handler.handle(exchange);
    } catch (Exception | StackOverflowError failed) {
      failed.printStackTrace();
      try (exchange) {
        if (exchange.getResponseCode() < 0) {
          answer(exchange, 500, "the function failed; its log says why\n");
        }
      } catch (IOException gone) {
        System.err.println(gone);
      }
    }
  }

  @SuppressWarnings("unchecked") // a Function of other types fails with its first call
  private static HttpHandler httpHandler(Object handler) {
    return switch (handler) {
      case HttpHandler own -> own;
      case Function<?, ?> function -> {
        Function<String, String> text = (Function<String, String>) function;
        yield exchange -> {
          String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          answer(exchange, 200, text.apply(body));
        };
      }
      default ->
          throw new IllegalStateException(
              "function.Handler is neither a Function<String, String> nor an HttpHandler");
    };
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().putIfAbsent("Content-Type", java.util.List.of("text/plain; charset=utf-8"));
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
  }

  /** One call as a watchdog without mode makes it: STDIN to STDOUT. */
  @SuppressWarnings("unchecked") // as above
  private static int callOnce(Object handler) throws Exception {
    byte[] body = System.in.readAllBytes();
    if (handler instanceof Function<?, ?> function) {
      String answer = ((Function<String, String>) function).apply(new String(body, UTF_8));
      System.out.write(answer.getBytes(UTF_8));
      System.out.flush();
      return 0;
    }
    HttpServer server = start(handler, 0);
    String answer = request(server.getAddress().getPort(), body);
    server.stop(0);
    System.out.write(answer.substring(answer.indexOf("\r\n\r\n") + 4).getBytes(UTF_8));
    System.out.flush();
    return Integer.parseInt(answer.substring(9, 12)) < 400 ? 0 : 1;
  }

  private static void train(Object handler) throws Exception {
    HttpServer server = start(handler, 0);
    for (int i = 0; i < 50; i++) {
      request(server.getAddress().getPort(), "train".getBytes(UTF_8));
    }
    server.stop(0);
    System.exit(0);
  }

  /** One request over a bare connection; the whole answer. */
  private static String request(int port, byte[] body) throws IOException {
    String method = System.getenv().getOrDefault("Http_Method", "POST");
    String query = System.getenv().getOrDefault("Http_Query", "");
    String path = System.getenv().getOrDefault("Http_Path", "/") + (query.isEmpty() ? "" : "?" + query);
    StringBuilder head = new StringBuilder(method + " " + path.replace(" ", "%20") + " HTTP/1.0\r\nHost: function\r\n");
    System.getenv()
        .forEach(
            (name, value) -> {
              if (name.startsWith("Http_X_") || name.equals("Http_Content_Type")) {
                head.append(name.substring(5).replace('_', '-') + ": " + value + "\r\n");
              }
            });
    head.append("Content-Length: " + body.length + "\r\n\r\n");
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        OutputStream out = socket.getOutputStream();
        InputStream in = socket.getInputStream()) {
      out.write(head.toString().getBytes(UTF_8));
      out.write(body);
      out.flush();
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
