package dev.gantry.build.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gantry.docker.BuildEvent;
import dev.gantry.docker.BuildOutcome;
import dev.gantry.docker.BuildOutcome.Built;
import dev.gantry.docker.BuildOutcome.Failed;
import dev.gantry.docker.BuildRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the engine's own builder cannot do, secrets and foreign platforms, by the command {@code
 * docker buildx}, where that is installed.
 *
 * @param request what is built
 * @param secrets files by id, absolute
 * @param platforms such as {@code linux/amd64,linux/arm64}; absent means the engine's own
 * @param push whether the result goes to the registry instead of the engine; the only place that
 *     can hold images of several platforms
 */
record Buildx(
    BuildRequest request, Map<String, Path> secrets, @Nullable String platforms, boolean push) {

  private static final int KEPT_LINES = 20;

  Buildx {
    secrets = Map.copyOf(secrets);
  }

  /** The command line, always in the same order. */
  List<String> command() {
    List<String> command = new ArrayList<>(List.of("docker", "buildx", "build"));
    command.add("--progress=plain");
    command.add("--tag=" + request.image().text());
    if (platforms != null) {
      command.add("--platform=" + platforms);
    }
    new TreeMap<>(request.arguments())
        .forEach((name, value) -> command.add("--build-arg=" + name + "=" + value));
    new TreeMap<>(request.labels())
        .forEach((name, value) -> command.add("--label=" + name + "=" + value));
    new TreeMap<>(secrets).forEach((id, file) -> command.add("--secret=id=" + id + ",src=" + file));
    if (request.noCache()) {
      command.add("--no-cache");
    }
    if (request.pull()) {
      command.add("--pull");
    }
    command.add(push ? "--push" : "--load");
    command.add(request.context().toString());
    return command;
  }

  /**
   * Runs it; an interrupt ends it.
   *
   * @param listener is told its lines, on this thread
   */
  BuildOutcome run(Consumer<BuildEvent> listener) throws InterruptedException {
    try {
      if (run(List.of("docker", "buildx", "version"), _ -> {}) != 0) {
        return new Failed(
            "build secrets and platforms need docker buildx, which is not installed beside docker");
      }
      Deque<String> last = new ArrayDeque<>();
      int status =
          run(
              command(),
              line -> {
                if (last.size() == KEPT_LINES) {
                  last.removeFirst();
                }
                last.addLast(line);
                listener.accept(new BuildEvent.Line(line));
              });
      return status == 0
          ? new Built(request.image().text())
          : new Failed("docker buildx ended with " + status + "\n" + String.join("\n", last));
    } catch (IOException missing) {
      return new Failed("build secrets and platforms need docker buildx: " + missing.getMessage());
    }
  }

  private static int run(List<String> command, Consumer<String> lines)
      throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      process.getOutputStream().close();
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        lines.accept(line);
      }
      return process.waitFor();
    } finally {
      process.destroy();
    }
  }
}
