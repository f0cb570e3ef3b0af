package dev.gantry.watchdog.rehearsal;

import dev.gantry.watchdog.WatchdogMain;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The training run of the AOT cache: a whole watchdog from its start to SIGTERM, and one in each
 * other mode beside it.
 *
 * <p>Every class that is used here is loaded at each start of each replica afterwards, so this
 * package uses as little as it can beside the watchdog: no regular expressions, streams, lambdas.
 */
public final class RehearsalMain implements Runnable {

  private final Path folder;
  private final int port;
  private final int metricsPort;

  private RehearsalMain(Path folder, int port, int metricsPort) {
    this.folder = folder;
    this.port = port;
    this.metricsPort = metricsPort;
  }

  /**
   * Ends by itself after the last scene.
   *
   * @param args a folder with an {@code index.html}
   */
  public static void main(String[] args) throws IOException {
    int port = freePort();
    int metricsPort = freePort();
    Thread scenes = new Thread(new RehearsalMain(Path.of(args[0]), port, metricsPort));
    scenes.setDaemon(true);
    scenes.start();
    int code =
        WatchdogMain.run(mainVariables(port, metricsPort), List.of(), System.out, System.err)
            .exitCode();
    if (code != 0) {
      Runtime.getRuntime().halt(code);
    }
  }

  /** With those of this program, because the main watchdog reads its own too. */
  private static Map<String, String> mainVariables(int port, int metricsPort) {
    Map<String, String> variables = new HashMap<>(WatchdogMain.environment());
    variables.putAll(variables("cat", ""));
    variables.put("port", String.valueOf(port));
    variables.put("metrics_port", String.valueOf(metricsPort));
    return variables;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  static Map<String, String> variables(String command, String mode) {
    Map<String, String> variables = new HashMap<>();
    variables.put("PATH", "/usr/bin:/bin");
    variables.put("fprocess", command);
    variables.put("mode", mode);
    return variables;
  }

  /** Plays all scenes. Any failure ends the program, so that no cache is made of half of them. */
  @Override
  public void run() {
    try {
      Scenes.play(port, metricsPort, folder);
    } catch (IOException | InterruptedException | RuntimeException e) {
      System.err.println("error: the rehearsal failed: " + e);
      Runtime.getRuntime().halt(1);
    }
  }
}
