package dev.gantry.watchdog.packaged;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Images and containers of one test class, which are gone when it is closed. */
final class Docker implements AutoCloseable {

  /** No image of anybody else has it. */
  private final String tag =
      "test-" + ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime());

  private final List<String> images = new ArrayList<>();
  private final List<String> containers = new ArrayList<>();

  /** Builds an image and returns its name. */
  String build(String name, Path context) throws IOException, InterruptedException {
    String image = name + ":" + tag;
    Command.run("docker", "build", "--quiet", "--force-rm", "--tag", image, context.toString())
        .orFail();
    images.add(image);
    return image;
  }

  /** Makes an image of a root file system and returns its name. */
  String importRoot(String name, Path root) throws IOException, InterruptedException {
    String image = name + ":" + tag;
    Path archive = Files.createTempFile("gantry-root", ".tar");
    try {
      Command.run("tar", "-cf", archive.toString(), "-C", root.toString(), ".").orFail();
      Command.run("docker", "import", archive.toString(), image).orFail();
    } finally {
      Files.delete(archive);
    }
    images.add(image);
    return image;
  }

  /** Starts a container and returns its number. */
  String run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("docker", "run", "--detach"));
    command.addAll(List.of(arguments));
    String container = lastLine(Command.run(Path.of("/"), command).orFail());
    containers.add(container);
    return container;
  }

  String inspect(String container, String format) throws IOException, InterruptedException {
    return Command.run("docker", "inspect", "--format", format, container).orFail().strip();
  }

  String logs(String container) throws IOException, InterruptedException {
    return Command.run("docker", "logs", container).orFail();
  }

  @Override
  public void close() throws IOException, InterruptedException {
    for (String container : containers) {
      Command.run("docker", "rm", "--force", "--volumes", container);
    }
    for (String image : images.reversed()) {
      Command.run("docker", "rmi", "--force", image);
    }
  }

  /** Warnings, such as of a kernel that does not count swap, come before it. */
  private static String lastLine(String output) {
    return output.lines().reduce((first, second) -> second).orElseThrow().strip();
  }
}
