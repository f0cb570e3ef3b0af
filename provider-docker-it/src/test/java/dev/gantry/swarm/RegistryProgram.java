package dev.gantry.swarm;

import dev.gantry.docker.Archive;
import dev.gantry.tck.registry.TestRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A registry on the loopback of the engine, which is another than that of the tests: they run in
 * the namespace of a container, and their parent does not.
 */
final class RegistryProgram implements AutoCloseable {

  private final Process process;
  private final String image;

  private RegistryProgram(Process process, String image) {
    this.process = process;
    this.image = image;
  }

  /** Starts one that has an image for one user. */
  static RegistryProgram start(String user) throws IOException {
    long parent = ProcessHandle.current().parent().orElseThrow().pid();
    Process process =
        new ProcessBuilder(
                "nsenter",
                "--net=/proc/" + parent + "/ns/net",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                RegistryProgram.class.getName(),
                user)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String image =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
            .readLine();
    return new RegistryProgram(process, String.valueOf(image));
  }

  /** The image that it has. */
  String image() {
    return image;
  }

  /** Prints the image's name and serves until its input ends. */
  public static void main(String[] arguments) throws IOException {
    try (TestRegistry registry =
        TestRegistry.start(
            Optional.of(arguments[0]),
            (name, content) -> new Archive().file(name, 0444, content).bytes())) {
      registry.sendTheRest();
      System.out.println(registry.put("team/private", "1", "a=b"));
      while (System.in.read() >= 0) {
        // Until the test is over.
      }
    }
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    process.destroy();
  }
}
