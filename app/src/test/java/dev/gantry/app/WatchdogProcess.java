package dev.gantry.app;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.watchdog.WatchdogMain;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The watchdog as a program of its own, as in a container, in front of one function. */
final class WatchdogProcess implements AutoCloseable {

  private final Process process;
  private final URI address;
  private final Path log;

  private WatchdogProcess(Process process, URI address, Path log) {
    this.process = process;
    this.address = address;
    this.log = log;
  }

  /**
   * Starts one that is ready.
   *
   * @param folder where it and its function run
   * @param variables its settings
   */
  static WatchdogProcess start(Path folder, Map<String, String> variables) throws Exception {
    Path log = Files.createTempFile("gantry-watchdog", ".log");
    Map<String, String> all = new HashMap<>(variables);
    int port = FreePort.find();
    all.put("port", Integer.toString(port));
    all.put("metrics_port", "0");
    all.put("suppress_lock", "true");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            WatchdogMain.class.getName());
    builder.directory(folder.toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(all);
    WatchdogProcess watchdog =
        new WatchdogProcess(builder.start(), URI.create("http://127.0.0.1:" + port + "/"), log);
    eventually(watchdog::isReady);
    return watchdog;
  }

  private void isReady() throws Exception {
    assertThat(process.isAlive()).as("%s", Files.readString(log)).isTrue();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(address.resolve("/_/health")).build();
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
    } catch (IOException notYet) {
      throw new AssertionError(notYet);
    }
  }

  HttpResponse<String> post(String body) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(address)
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .header("Content-Type", "text/plain")
              .build();
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  @Override
  public void close() throws Exception {
    process.destroy();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    Files.delete(log);
  }
}
