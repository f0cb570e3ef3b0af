package dev.gantry.app;

import dev.gantry.app.logging.LogSetup;
import dev.gantry.app.settings.LogSettings;
import dev.gantry.gateway.contract.OpenApiContract;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The real program in a JVM of its own, as a person starts it, on ports of its own choice. It
 * follows every buffer of Netty's, and must not have lost one when it is closed.
 */
final class RunningGantry implements AutoCloseable {

  /** Many small collections, so that a buffer that was lost is found before the end. */
  private static final List<String> FOLLOW_BUFFERS =
      List.of("-Dio.netty.leakDetection.level=paranoid", "-Xmn8m");

  private static final String LOST_BUFFER = "LEAK:";

  private static final OpenApiContract CONTRACT = OpenApiContract.ofGateway();
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Pattern PORTAL = Pattern.compile("portal +(https?://\\S+)/ui/");
  private static final Pattern FUNCTIONS = Pattern.compile("functions +(https?://\\S+)");
  private static final Pattern PASSWORD = Pattern.compile("password +in (\\S+)");
  private static final Pattern METRICS = Pattern.compile("curl (http://\\S+)/metrics");

  static {
    // The schema library of the contract's check writes thousands of lines at debug level.
    LogSetup.apply(new LogSettings(LogSettings.Format.TEXT, LogSettings.Level.WARN));
  }

  private final Process process;
  private final Path data;
  private final List<String> output = Collections.synchronizedList(new ArrayList<>());
  private final HttpClient client = HttpClient.newHttpClient();
  private final Thread reader;

  private RunningGantry(Process process, Path data) {
    this.process = process;
    this.data = data;
    this.reader = Thread.ofVirtual().start(this::collect);
  }

  /** Starts {@code gantry up} without credentials on a data folder and waits until it is ready. */
  static RunningGantry start(Path data, String... options)
      throws IOException, InterruptedException {
    return start(List.of(), data, options);
  }

  /** The same with options for its JVM. */
  static RunningGantry start(List<String> jvm, Path data, String... options)
      throws IOException, InterruptedException {
    List<String> arguments =
        new ArrayList<>(
            List.of("up", "--metrics-listen", "127.0.0.1:0", "--data", data.toString()));
    arguments.addAll(List.of(options));
    if (!arguments.contains("--listen")) {
      arguments.addAll(List.of("--listen", "127.0.0.1:0"));
    }
    if (!arguments.contains("--credentials") && !arguments.contains("--no-auth=false")) {
      arguments.add("--no-auth");
    }
    RunningGantry gantry = new RunningGantry(launch(jvm, arguments), data);
    try {
      gantry.await(METRICS);
      return gantry;
    } catch (IOException | InterruptedException failed) {
      gantry.close();
      throw failed;
    }
  }

  /** Starts the program with any arguments. */
  static Process launch(List<String> jvm, List<String> arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dgantry.home=" + home()));
    command.addAll(FOLLOW_BUFFERS);
    command.addAll(jvm);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("GANTRY_"));
    return builder.start();
  }

  /** The root of the project, where the samples are. */
  static Path home() {
    Path here = Path.of("").toAbsolutePath();
    return here.endsWith("app") ? here.resolve("..").normalize() : here;
  }

  URI gateway() {
    return URI.create(found(PORTAL));
  }

  URI metrics() {
    return URI.create(found(METRICS) + "/metrics");
  }

  /** The listener that serves functions alone. */
  URI functions() {
    return URI.create(found(FUNCTIONS));
  }

  /** The file with the password. */
  Path password() {
    return Path.of(found(PASSWORD));
  }

  /** Where the processes of a function start. */
  Path home(String function) {
    return data.resolve("functions").resolve("openfaas-fn").resolve(function).resolve("home");
  }

  long pid() {
    return process.pid();
  }

  /** Everything it printed so far. */
  String output() {
    synchronized (output) {
      return String.join("\n", output);
    }
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(gateway().resolve(path)).GET());
  }

  HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(gateway().resolve(path)).POST(BodyPublishers.ofString(body)));
  }

  /**
   * Sends a request with a body, or none if it is empty.
   *
   * @param headers names and values in turn
   */
  HttpResponse<String> send(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(gateway().resolve(path))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request);
  }

  /** Sends a request; an answer of the gateway has to be one that its OpenAPI document promises. */
  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(request.timeout(Duration.ofSeconds(60)).build(), BodyHandlers.ofString());
    if (answer.uri().getAuthority().equals(gateway().getAuthority())) {
      CONTRACT.check(
          answer.request().method(),
          answer.uri().getPath(),
          answer.statusCode(),
          answer.headers().map(),
          answer.body().getBytes(StandardCharsets.UTF_8));
    }
    return answer;
  }

  /** Deploys a command and waits for its first answer. */
  void deploy(String json, String name) throws IOException, InterruptedException {
    HttpResponse<String> deployed = post("/system/functions", json);
    if (deployed.statusCode() != 202) {
      throw new IOException("deploy answered " + deployed.statusCode() + ": " + deployed.body());
    }
    HttpResponse<String> first = post("/function/" + name, "");
    if (first.statusCode() >= 500) {
      throw new IOException("first call answered " + first.statusCode() + ": " + first.body());
    }
  }

  /** Ends it without warning, as {@code kill -9} does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Asks it to stop (SIGTERM); does not wait. */
  void terminate() {
    process.destroy();
  }

  /**
   * Waits for its end.
   *
   * @return its exit code
   */
  int awaitExit() throws InterruptedException, TimeoutException {
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new TimeoutException("still running after 60 s:\n" + output());
    }
    return process.exitValue();
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    reader.join(Duration.ofSeconds(5));
    client.close();
    if (output().contains(LOST_BUFFER)) {
      throw new AssertionError("a buffer was not released:\n" + output());
    }
  }

  private String found(Pattern pattern) {
    Matcher matcher = pattern.matcher(output());
    if (!matcher.find()) {
      throw new IllegalStateException("it did not print " + pattern + ":\n" + output());
    }
    return matcher.group(1);
  }

  private void await(Pattern pattern) throws IOException, InterruptedException {
    long end = System.nanoTime() + START_LIMIT.toNanos();
    while (!pattern.matcher(output()).find()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new IOException("Gantry did not become ready:\n" + output());
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private void collect() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      lines.lines().forEach(output::add);
    } catch (IOException | UncheckedIOException ended) {
      // The stream closes when the process is killed.
    }
  }
}
