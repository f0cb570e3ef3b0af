package dev.gantry.bench.gateway;

import dev.gantry.bench.drive.Certificate;
import dev.gantry.bench.drive.Programs;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The gateway in a JVM of its own, so that the bench takes nothing from it, with the options that
 * it is delivered with; {@code GANTRY_JAVA_OPTS} may add some.
 */
final class GatewayProcess implements AutoCloseable {

  /** After so many seconds of load it is as fast as it gets. */
  static final int WARM_UP_SECONDS = 5;

  private static final int END_SECONDS = 120;

  private final Process process;
  private final BufferedReader answers;
  private final String scheme;
  private final int port;
  private final int metricsPort;

  private GatewayProcess(Process process, String scheme) throws IOException {
    this.process = process;
    this.scheme = scheme;
    this.answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    this.port = (int) answer();
    this.metricsPort = (int) answer();
  }

  /** One with a function for each replica, by their names. */
  static GatewayProcess start(Map<String, InetSocketAddress> replicas) throws IOException {
    return withFunctions(replicas, 0);
  }

  /**
   * The same and so many functions more, {@code f-0} and so on, at the replica of {@code hello}.
   */
  static GatewayProcess withFunctions(Map<String, InetSocketAddress> replicas, int functions)
      throws IOException {
    List<String> command = command(List.of(), functions, Optional.empty());
    return start(command, replicas, Redirect.INHERIT, "http");
  }

  static GatewayProcess withTls(Map<String, InetSocketAddress> replicas, Certificate certificate)
      throws IOException {
    List<String> command = command(List.of(), 0, Optional.of(certificate));
    return start(command, replicas, Redirect.INHERIT, "https");
  }

  /** One that leaves a cache when it {@linkplain #endInPeace ends in peace}. */
  static GatewayProcess training(Map<String, InetSocketAddress> replicas, Path cache)
      throws IOException {
    // The program that writes the cache says on standard error what it was started with.
    Redirect errors = Redirect.to(new File(cache + ".log"));
    List<String> command = command(List.of("-XX:AOTCacheOutput=" + cache), 0, Optional.empty());
    return start(command, replicas, errors, "http");
  }

  static GatewayProcess cached(Map<String, InetSocketAddress> replicas, Path cache)
      throws IOException {
    List<String> command = command(List.of("-XX:AOTCache=" + cache), 0, Optional.empty());
    return start(command, replicas, Redirect.INHERIT, "http");
  }

  private static List<String> command(
      List<String> options, int functions, Optional<Certificate> certificate) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + Path.of(System.getProperty("bench.folder"), "..", "dist/server.options"));
    command.add("--enable-native-access=ALL-UNNAMED");
    String more = System.getenv().getOrDefault("GANTRY_JAVA_OPTS", "");
    command.addAll(more.isBlank() ? List.of() : List.of(more.strip().split(" +", -1)));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(GatewayUnderLoad.class.getName());
    command.add(String.valueOf(functions));
    command.add(certificate.map(files -> files.chain().toString()).orElse("-"));
    command.add(certificate.map(files -> files.key().toString()).orElse("-"));
    return command;
  }

  private static GatewayProcess start(
      List<String> command, Map<String, InetSocketAddress> replicas, Redirect errors, String scheme)
      throws IOException {
    replicas.forEach((name, address) -> command.add(name + "=" + address.getPort()));
    return new GatewayProcess(new ProcessBuilder(command).redirectError(errors).start(), scheme);
  }

  InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  String url(String path) {
    return scheme + "://127.0.0.1:" + port + path;
  }

  String metricsUrl() {
    return "http://127.0.0.1:" + metricsPort + "/metrics";
  }

  /** What the threads that carry calls have taken from the heap since the start. */
  long allocatedBytes() throws IOException {
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
    return answer();
  }

  /** Memory that it holds at the moment. */
  long residentBytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .sum();
  }

  /** Lets it end by itself, and waits for what it writes then. */
  void endInPeace() throws IOException, InterruptedException {
    process.getOutputStream().close();
    if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
      close();
      throw new IOException("the gateway did not end in " + END_SECONDS + " s");
    }
  }

  private long answer() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IOException("the gateway has ended");
    }
    return Long.parseLong(line);
  }

  @Override
  public void close() {
    Programs.end(process);
  }
}
