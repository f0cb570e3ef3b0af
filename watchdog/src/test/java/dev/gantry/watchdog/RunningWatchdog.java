package dev.gantry.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.watchdog.process.ProcessLedger;
import dev.gantry.watchdog.process.ProcessStarter;
import dev.gantry.watchdog.process.ProcessStarters;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** An embedded watchdog on loopback, its log lines, and a client for it. */
final class RunningWatchdog implements AutoCloseable {

  private static final ProcessStarter STARTER =
      ProcessStarters.fastest(line -> {}, ProcessLedger.none());
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  final List<String> lines = new CopyOnWriteArrayList<>();
  final Watchdog watchdog;

  private RunningWatchdog(Map<String, String> variables, List<String> prefix) throws IOException {
    WatchdogSettings.Reading reading = WatchdogSettings.read(variables);
    assertThat(reading).isInstanceOf(WatchdogSettings.Reading.Valid.class);
    watchdog =
        Watchdog.start(
            ((WatchdogSettings.Reading.Valid) reading).settings(),
            new Embedding(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                variables,
                Optional.empty(),
                prefix,
                false,
                STARTER,
                lines::add));
  }

  /**
   * Starts one.
   *
   * @param variables names and values in turn, beside a {@code PATH}
   */
  static RunningWatchdog start(String... variables) throws IOException {
    return startBehind(List.of(), variables);
  }

  static RunningWatchdog startBehind(List<String> prefix, String... variables) throws IOException {
    Map<String, String> map = new HashMap<>();
    map.put("PATH", "/usr/local/bin:/usr/bin:/bin");
    for (int i = 0; i < variables.length; i += 2) {
      map.put(variables[i], variables[i + 1]);
    }
    return new RunningWatchdog(map, prefix);
  }

  /** Starts one whose function is a shell script. */
  static RunningWatchdog script(String script, String... variables) throws IOException {
    String[] all = new String[variables.length + 2];
    System.arraycopy(variables, 0, all, 0, variables.length);
    all[variables.length] = "fprocess";
    all[variables.length + 1] = "sh -c '" + script.replace("'", "'\\''") + "'";
    return start(all);
  }

  HttpResponse<String> post(String body, String... headers)
      throws IOException, InterruptedException {
    return send("POST", "/", body, headers);
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send("GET", path, "");
  }

  HttpResponse<String> send(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .timeout(Duration.ofSeconds(60));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  /** For answers of any size. */
  HttpResponse<Void> postAndDiscard() throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(uri("/")).POST(BodyPublishers.noBody()).build();
    return CLIENT.send(request, BodyHandlers.discarding());
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + watchdog.address().getPort() + path);
  }

  /** A connection on which something has been sent already. */
  Socket connect(String sent) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), watchdog.address().getPort());
    socket.setSoTimeout(30_000);
    socket.getOutputStream().write(sent.getBytes(StandardCharsets.ISO_8859_1));
    return socket;
  }

  @Override
  public void close() {
    watchdog.close();
  }
}
