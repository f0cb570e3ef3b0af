package dev.gantry.watchdog.rehearsal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.gantry.watchdog.Embedding;
import dev.gantry.watchdog.Watchdog;
import dev.gantry.watchdog.WatchdogSettings;
import dev.gantry.watchdog.process.ChildProcess;
import dev.gantry.watchdog.process.ProcessCommand;
import dev.gantry.watchdog.process.ProcessLedger;
import dev.gantry.watchdog.process.ProcessStarter;
import dev.gantry.watchdog.process.ProcessStarters;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is rehearsed: calls of every mode, and the signal that ends the main watchdog. */
final class Scenes {

  private static final int ROUNDS = 20;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private Scenes() {}

  /**
   * Plays all of them.
   *
   * @param port where the watchdog of this program listens, soon
   * @param metricsPort where it answers {@code /metrics}
   * @param folder with an {@code index.html}
   */
  static void play(int port, int metricsPort, Path folder)
      throws IOException, InterruptedException {
    awaitListener(port);
    for (int round = 0; round < ROUNDS; round++) {
      expect(port, "POST / HTTP/1.1\r\nX-Call-Id: 1\r\nContent-Length: 5\r\n\r\nhello", "hello");
      expect(port, "GET /a?b=c HTTP/1.1\r\n\r\n", "200");
      expect(port, "GET /_/health HTTP/1.1\r\n\r\n", "OK");
    }
    expect(metricsPort, "GET /metrics HTTP/1.1\r\n\r\n", "http_requests_total");
    ProcessStarter starter = ProcessStarters.fastest(line -> {}, ProcessLedger.none());
    for (String mode : List.of("streaming", "serializing")) {
      rehearse(RehearsalMain.variables("cat", mode), starter, "hello");
    }
    // Long enough to be watched.
    rehearse(RehearsalMain.variables("sleep 0.1", "streaming"), starter, "200", 1);
    Map<String, String> files = RehearsalMain.variables("", "static");
    files.put("static_path", folder.toString());
    rehearse(files, starter, "hello");
    // The function of this one is the main watchdog; the process that is started only waits.
    Map<String, String> relayed = RehearsalMain.variables("sleep 60", "http");
    relayed.put("http_upstream_url", "http://127.0.0.1:" + port);
    rehearse(relayed, starter, "hello");
    end(starter);
  }

  /** SIGTERM to this program, which ends the main watchdog. */
  private static void end(ProcessStarter starter) throws IOException, InterruptedException {
    String self = String.valueOf(ProcessHandle.current().pid());
    ProcessCommand kill =
        new ProcessCommand(
            List.of("kill", "-TERM", self),
            Map.of("PATH", "/usr/bin:/bin"),
            Optional.empty(),
            false);
    try (ChildProcess process = starter.start(kill)) {
      process.awaitExit();
    }
  }

  private static void rehearse(Map<String, String> variables, ProcessStarter starter, String answer)
      throws IOException, InterruptedException {
    rehearse(variables, starter, answer, ROUNDS);
  }

  private static void rehearse(
      Map<String, String> variables, ProcessStarter starter, String answer, int rounds)
      throws IOException, InterruptedException {
    if (!(WatchdogSettings.read(variables)
        instanceof WatchdogSettings.Reading.Valid(WatchdogSettings settings))) {
      throw new IllegalStateException("the settings of a scene are wrong: " + variables);
    }
    Embedding embedding =
        new Embedding(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            variables,
            Optional.empty(),
            List.of(),
            false,
            starter,
            line -> {});
    try (Watchdog watchdog = Watchdog.start(settings, embedding)) {
      for (int round = 0; round < rounds; round++) {
        expect(watchdog.address().getPort(), request(variables), answer);
      }
      watchdog.drain(PATIENCE);
    }
  }

  private static String request(Map<String, String> variables) {
    return variables.containsKey("static_path")
        ? "GET / HTTP/1.1\r\n\r\n"
        : "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n";
  }

  private static void awaitListener(int port) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        if (socket.isConnected()) {
          return;
        }
      } catch (IOException e) {
        Thread.sleep(10); // not yet
      }
    }
    throw new IllegalStateException("nobody listens on port " + port);
  }

  private static void expect(int port, String request, String answer) throws IOException {
    String withHost = request.replaceFirst("\r\n", "\r\nHost: rehearsal\r\nConnection: close\r\n");
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(withHost.getBytes(ISO_8859_1));
      String received = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
      if (!received.startsWith("HTTP/1.1 200 ") || !received.contains(answer)) {
        throw new IllegalStateException("unexpected answer: " + received);
      }
    }
  }
}
