package dev.gantry.watchdog;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.stream.Stream;

/** A watchdog in mode http whose function is a process that does nothing beside a fake server. */
final class RelayingWatchdog implements AutoCloseable {

  final RunningWatchdog running;

  private RelayingWatchdog(RunningWatchdog running) {
    this.running = running;
  }

  static RelayingWatchdog before(FakeUpstream upstream, String... variables) throws IOException {
    return at(upstream.url(), variables);
  }

  static RelayingWatchdog at(String url, String... variables) throws IOException {
    Stream<String> own =
        Stream.of("mode", "http", "http_upstream_url", url, "fprocess", "sleep 1000");
    return new RelayingWatchdog(
        RunningWatchdog.start(Stream.concat(own, Stream.of(variables)).toArray(String[]::new)));
  }

  List<String> lines() {
    return running.lines;
  }

  /** Sends a GET on a connection of its own and returns all that comes back. */
  String get(String path, String... fields) throws IOException {
    StringBuilder text = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: f\r\n");
    for (String field : fields) {
      text.append(field).append("\r\n");
    }
    return exchange(text + "Connection: close\r\n\r\n");
  }

  String exchange(String request) throws IOException {
    try (Socket socket = running.connect(request)) {
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  @Override
  public void close() {
    running.close();
  }
}
