package dev.gantry.engine;

import dev.gantry.host.folder.CannotStartException;
import dev.gantry.tck.ChildProgram;
import java.io.IOException;
import java.nio.file.Path;

/** A provider in a JVM of its own, which a test can kill. */
final class ProviderProgram {

  private ProviderProgram() {}

  /** Opens a provider, says so, and stays until its input ends. */
  public static void main(String[] arguments) throws IOException {
    DockerProviderSettings settings =
        DockerProviderSettings.in(Path.of(arguments[0])).withNetwork(arguments[1]);
    try (DockerProvider _ = DockerProvider.open(settings)) {
      System.out.println("ready");
      System.in.readAllBytes();
    } catch (CannotStartException failed) {
      System.out.println("cannot start: " + failed.getMessage());
    }
  }

  /** Starts it. */
  static ChildProgram start(DockerProviderSettings settings) throws IOException {
    return ChildProgram.start(
        ProviderProgram.class, settings.dataFolder().toString(), settings.network());
  }
}
