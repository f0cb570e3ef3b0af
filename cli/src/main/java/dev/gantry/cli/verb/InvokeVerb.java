package dev.gantry.cli.verb;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gantry.api.FunctionName;
import dev.gantry.cli.gateway.GatewayOptions;
import dev.gantry.cli.gateway.GatewaySession;
import dev.gantry.cli.terminal.Failure;
import dev.gantry.cli.terminal.Terminal;
import dev.gantry.client.Answer;
import dev.gantry.client.Call;
import dev.gantry.client.Call.Header;
import java.io.IOException;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Calls a function: standard input is the body, the answer's body goes to standard output byte by
 * byte. The gateway's password is never sent along, because the function would see it.
 */
@Command(
    name = "invoke",
    description = "Calls a function with standard input and prints its answer.")
public final class InvokeVerb implements Callable<Integer> {

  private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD", "OPTIONS");

  private final Terminal terminal;

  @Mixin private final GatewayOptions gateway = new GatewayOptions();
  @Mixin private final NamespaceOption namespace = new NamespaceOption();

  @Parameters(
      paramLabel = "FUNCTION[/PATH]",
      description = "The function's name, with a path for the function if it takes one.")
  private String target = "";

  @Option(
      names = {"-a", "--async"},
      description = "Have the gateway queue the call, and do not wait for the answer.")
  private boolean async;

  @Option(
      names = {"-H", "--header"},
      paramLabel = "'NAME: VALUE'",
      description = "Header. May be repeated.")
  private List<String> headers = new ArrayList<>();

  @Option(
      names = "--query",
      paramLabel = "NAME=VALUE",
      description = "Parameter of the query. May be repeated.")
  private Map<String, String> query = new LinkedHashMap<>();

  @Option(
      names = {"-m", "--method"},
      paramLabel = "METHOD",
      description = "Method. Default: POST")
  private String method = "POST";

  @Option(
      names = "--content-type",
      paramLabel = "TYPE",
      description = "Type of the body. Default: text/plain")
  private String contentType = "text/plain";

  @Option(
      names = "--sign",
      paramLabel = "HEADER",
      description = "Send the body's signature (HMAC with SHA-256) in this header.")
  private String signatureHeader = "";

  @Option(names = "--key", paramLabel = "KEY", description = "Key of the signature.")
  private String key = "";

  public InvokeVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Failure, InterruptedException {
    String name = target.split("/", 2)[0];
    if (FunctionName.parse(name, "any").isEmpty()) {
      throw Failure.usage(
          "'" + name + "' is no function (expected: " + FunctionName.EXPECTED + ")", "");
    }
    if (signatureHeader.isEmpty() != key.isEmpty()) {
      throw Failure.usage("--sign and --key go together", "");
    }
    if (async && !upperMethod().equals("POST")) {
      throw Failure.usage("--async goes with POST only, and not with " + upperMethod(), "");
    }
    String what = (async ? "submit a call of '" : "invoke '") + namespace.qualified(name) + "'";
    try (GatewaySession session = gateway.open(terminal);
        RequestBody body = body()) {
      Call call = call(name, body);
      try (Answer answer = session.attempt(what, client -> client.call(call))) {
        return show(what, answer);
      }
    } catch (IOException broken) {
      throw Failure.of("could not " + what, "the connection broke off: " + broken.getMessage(), "");
    } catch (IllegalArgumentException badHeader) {
      throw Failure.usage("--header: " + badHeader.getMessage(), "");
    }
  }

  private RequestBody body() throws IOException {
    if (WITHOUT_BODY.contains(upperMethod())) {
      return RequestBody.none();
    }
    if (terminal.attached().in()) {
      terminal.note("Reading the body from here; Ctrl-D ends it.");
    }
    return key.isEmpty() ? RequestBody.of(terminal.in()) : RequestBody.signed(terminal.in(), key);
  }

  private Call call(String name, RequestBody body) throws Failure {
    List<Header> all = new ArrayList<>();
    for (String header : headers) {
      all.add(header(header));
    }
    boolean typed = all.stream().anyMatch(one -> one.name().equalsIgnoreCase("content-type"));
    if (!typed && body.source().isPresent()) {
      all.add(new Header("Content-Type", contentType));
    }
    body.signature().ifPresent(value -> all.add(new Header(signatureHeader, value)));
    return new Call(
        namespace.qualified(name),
        path(),
        query.entrySet().stream()
            .map(one -> encoded(one.getKey()) + "=" + encoded(one.getValue()))
            .collect(Collectors.joining("&")),
        upperMethod(),
        all,
        body.source(),
        async);
  }

  private String upperMethod() {
    return method.toUpperCase(Locale.ROOT);
  }

  private String path() {
    int slash = target.indexOf('/');
    return slash < 0 ? "" : encoded(target.substring(slash)).replace("%2F", "/");
  }

  /** {@code Name: value}; {@code Name=value} as well, which older scripts write. */
  private static Header header(String text) throws Failure {
    int colon = text.indexOf(':');
    int end = colon > 0 ? colon : text.indexOf('=');
    if (end <= 0) {
      throw Failure.usage("--header: \"" + text + "\" (expected: 'Name: value')", "");
    }
    return new Header(text.substring(0, end).strip(), text.substring(end + 1).strip());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }

  /** A 2xx answer is passed on; any other is a failure that shows what the function said. */
  private int show(String what, Answer answer) throws Failure, IOException {
    if (answer.status() / 100 != 2) {
      String said = new String(answer.body().readNBytes(4096), UTF_8).strip();
      throw Failure.of(
          "could not " + what,
          "it answered " + answer.status() + said(said),
          answer.status() == 404 ? advice(said) : "");
    }
    terminal.out().flush();
    answer.body().transferTo(terminal.bytes());
    terminal.bytes().flush();
    if (async) {
      String call = answer.headers().firstValue("X-Call-Id").map(id -> " as call " + id).orElse("");
      terminal.note("Submitted" + call + ".");
    }
    return 0;
  }

  /** A gateway that has a queue and no such function names the function (contract 0). */
  private String advice(String said) {
    return async && !said.contains(target.split("/", 2)[0])
        ? "gantry invoke without --async, as this gateway has no queue"
        : "gantry list";
  }

  private static String said(String body) {
    return body.isEmpty() ? "" : ": " + body;
  }
}
