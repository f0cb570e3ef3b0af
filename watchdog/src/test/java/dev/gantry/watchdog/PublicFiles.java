package dev.gantry.watchdog;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gantry.watchdog.http.RawClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A watchdog that serves a folder beside a file that nobody may have. */
final class PublicFiles implements AutoCloseable {

  static final String SECRET = "not for the public";

  final Path root;
  final Path outside;
  final RunningWatchdog running;

  /** Makes the folders in another one. */
  PublicFiles(Path folder, String... variables) throws IOException {
    root = Files.createDirectories(folder.resolve("site"));
    outside = Files.createDirectories(folder.resolve("private"));
    Files.writeString(outside.resolve("secret.txt"), SECRET);
    List<String> all = new ArrayList<>(List.of(variables));
    all.addAll(List.of("mode", "static", "static_path", root.toString()));
    running = RunningWatchdog.start(all.toArray(String[]::new));
  }

  /** Writes a file below the public folder. */
  Path write(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, text.getBytes(UTF_8));
  }

  /** Asks for a target, as it is, with more header lines. */
  RawClient.Reply get(String target, String... lines) throws IOException {
    return ask("GET", target, lines);
  }

  RawClient.Reply ask(String method, String target, String... lines) throws IOException {
    StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: f\r\n");
    for (String line : lines) {
      head.append(line).append("\r\n");
    }
    try (RawClient client = client()) {
      client.send(head.append("\r\n").toString().getBytes(ISO_8859_1));
      return method.equals("HEAD") ? client.readHead() : client.read();
    }
  }

  RawClient client() throws IOException {
    return new RawClient(running.watchdog.address());
  }

  @Override
  public void close() {
    running.close();
  }
}
