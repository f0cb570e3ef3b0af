package dev.gantry.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The image of a function: the watchdog and busybox, from scratch. Built once, gone at the end. */
final class TestImage {

  private static final Path RUNTIME = Path.of("..", "watchdog", "target", "runtime", "opt");

  /** Its name; the functions in it run as somebody without rights. */
  static final String NAME = build();

  private TestImage() {}

  private static String build() {
    String name =
        "gantry-test-function:t" + ProcessHandle.current().pid() + "-" + System.nanoTime();
    try {
      Path context = Files.createTempDirectory("gantry-image");
      Program.run("cp", "-a", RUNTIME.toString(), context.resolve("opt").toString()).orFail();
      Path bin = Files.createDirectory(context.resolve("bin"));
      Files.copy(Path.of("/bin/busybox"), bin.resolve("busybox"));
      bin.resolve("busybox").toFile().setExecutable(true, false);
      for (String applet : new String[] {"sh", "cat", "sleep", "ls", "dd", "id", "true", "kill"}) {
        Files.createSymbolicLink(bin.resolve(applet), Path.of("busybox"));
      }
      Files.writeString(
          context.resolve("Dockerfile"),
          """
          FROM scratch
          COPY opt /opt
          COPY bin /bin
          ENV PATH=/bin fprocess=cat
          USER 12345
          EXPOSE 8080
          HEALTHCHECK --interval=3s CMD ["/opt/gantry/fwatchdog", "-run-healthcheck"]
          ENTRYPOINT ["/opt/gantry/fwatchdog"]
          """);
      Program.run("docker", "build", "--quiet", "--force-rm", "-t", name, context.toString())
          .orFail();
      Program.run("rm", "-rf", context.toString()).orFail();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(name)));
      return name;
    } catch (IOException | InterruptedException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static void remove(String name) {
    try {
      Program.run("docker", "rmi", "--force", name);
    } catch (IOException | InterruptedException failed) {
      throw new IllegalStateException(failed);
    }
  }
}
