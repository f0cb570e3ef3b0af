package dev.gantry.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gantry.cli.terminal.Attachment;
import dev.gantry.cli.terminal.Terminal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the virtual machine watches to make its cache for the command line (ADR 0036): the commands
 * that people type most, against a server that answers as a gateway would. Prints nothing.
 */
public final class TrainingMain {

  private static final String FUNCTION =
      """
      {"name":"fn","image":"a","namespace":"openfaas-fn","envProcess":"cat","envVars":{"A":"b"},
       "labels":{"c":"d"},"annotations":{},"limits":{"memory":"64Mi"},"invocationCount":1,
       "replicas":1,"availableReplicas":1,"createdAt":"2026-01-31T12:00:00Z","state":"ready"}
      """;
  private static final String VERSION = "{\"release\":\"1\",\"sha\":\"\",\"commit_message\":\"\"}";
  private static final String INFO =
      "{\"provider\":{\"provider\":\"p\",\"orchestration\":\"o\",\"version\":"
          + VERSION
          + "},\"arch\":\"a\",\"version\":"
          + VERSION
          + "}";
  private static final String LINE =
      """
      {"name":"fn","namespace":"n","instance":"i","timestamp":"2026-01-31T12:00:00Z","text":"t"}
      """;

  private static final Map<String, String> ANSWERS =
      Map.of(
          "/system/functions",
          "[" + FUNCTION + "]",
          "/system/function/fn",
          FUNCTION,
          "/system/info",
          INFO,
          "/system/secrets",
          "[{\"name\":\"s\"}]",
          "/system/namespaces",
          "[\"n\"]",
          "/system/logs",
          LINE);

  private static final List<List<String>> COMMANDS =
      List.of(
          List.of("list"),
          List.of("list", "-o", "json"),
          List.of("list", "-o", "yaml", "--token", "none"),
          List.of("describe", "fn"),
          List.of("deploy", "fn", "--command", "cat", "--label", "a=b"),
          List.of("invoke", "fn"),
          List.of("logs", "fn"),
          List.of("scale", "fn", "1"),
          List.of("secret", "list"),
          List.of("namespaces"),
          List.of("version"),
          List.of("new", "--list"),
          List.of("remove", "fn"),
          List.of("list", "--unknown"),
          List.of("--help"));

  private TrainingMain() {}

  public static void main(String[] arguments) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", TrainingMain::answer);
    server.start();
    try {
      Terminal terminal = terminal("http://127.0.0.1:" + server.getAddress().getPort());
      COMMANDS.forEach(command -> Main.run(terminal, command, new StopSignal()));
    } finally {
      server.stop(0);
    }
    System.exit(0);
  }

  private static Terminal terminal(String gateway) {
    PrintWriter nowhere = new PrintWriter(OutputStream.nullOutputStream(), true, UTF_8);
    return new Terminal(
        Map.of("OPENFAAS_URL", gateway),
        Path.of("").toAbsolutePath(),
        // No logins are read or written there.
        Path.of("/nonexistent"),
        new ByteArrayInputStream("hello".getBytes(UTF_8)),
        nowhere,
        OutputStream.nullOutputStream(),
        nowhere,
        Attachment.ofThisProcess(),
        prompt -> Optional.empty(),
        Clock.systemUTC());
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      byte[] body = ANSWERS.getOrDefault(exchange.getRequestURI().getPath(), "ok").getBytes(UTF_8);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
