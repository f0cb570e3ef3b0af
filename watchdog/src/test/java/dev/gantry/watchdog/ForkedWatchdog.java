package dev.gantry.watchdog;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The watchdog as a program in a JVM of its own, with a temporary folder of its own. */
final class ForkedWatchdog implements AutoCloseable {

  private static final Pattern LISTENING = Pattern.compile(".* Listening on port: ([0-9]+)");
  private static final Pattern METRICS = Pattern.compile(".* Metrics listening on port: ([0-9]+)");

  final List<String> lines = new CopyOnWriteArrayList<>();
  final Process process;

  private ForkedWatchdog(Process process) {
    this.process = process;
    Thread.ofVirtual().start(this::collect);
  }

  /**
   * Starts one.
   *
   * @param folder its folder for temporary files
   * @param variables all it gets, beside a {@code PATH}
   */
  static ForkedWatchdog start(Path folder, Map<String, String> variables, String... arguments)
      throws IOException {
    return startBehind(List.of(), folder, variables, arguments);
  }

  /** Starts one through another program, such as one that sets limits. */
  static ForkedWatchdog startBehind(
      List<String> prefix, Path folder, Map<String, String> variables, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx64m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"));
    command.add("-Djava.io.tmpdir=" + folder);
    command.addAll(List.of("-cp", classes(), "dev.gantry.watchdog.WatchdogMain"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/local/bin:/usr/bin:/bin");
    builder.environment().putAll(variables);
    return new ForkedWatchdog(builder.start());
  }

  int port() throws Exception {
    return number(LISTENING);
  }

  int metricsPort() throws Exception {
    return number(METRICS);
  }

  HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.ofString());
    }
  }

  Socket connect(String sent) throws Exception {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
    socket.setSoTimeout(120_000);
    socket.getOutputStream().write(sent.getBytes(StandardCharsets.ISO_8859_1));
    return socket;
  }

  /** Sends SIGTERM. */
  void terminate() {
    // Process.destroy would close its output, too.
    process.toHandle().destroy();
  }

  /**
   * Sends a signal.
   *
   * @param name such as {@code INT}
   */
  void signal(String name) throws IOException, InterruptedException {
    signal(name, process.pid());
  }

  static void signal(String name, long pid) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(pid)).start();
    assertThat(kill.waitFor()).isZero();
  }

  int awaitExit() throws InterruptedException {
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private int number(Pattern pattern) throws Exception {
    eventually(() -> assertThat(lines).anyMatch(pattern.asMatchPredicate()));
    return lines.stream()
        .map(pattern::matcher)
        .filter(Matcher::matches)
        .map(matcher -> Integer.parseInt(matcher.group(1)))
        .findFirst()
        .orElseThrow();
  }

  private void collect() {
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      reader.lines().forEach(lines::add);
    } catch (IOException | UncheckedIOException e) {
      lines.add("(no more lines: " + e.getMessage() + ")");
    }
  }

  private static String classes() {
    try {
      return Path.of(WatchdogMain.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
