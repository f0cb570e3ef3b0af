package dev.gantry.bench.container;

import dev.gantry.bench.drive.CProgram;
import dev.gantry.bench.drive.Docker;
import dev.gantry.bench.drive.WorkFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The image of all functions here: the watchdog's folder, {@code cat}, and a small web server. */
final class BenchImage {

  static final String NAME = "gantry-bench-function:latest";

  private BenchImage() {}

  /** Builds it without a network. */
  static void build() throws IOException, InterruptedException {
    try (WorkFolder work = WorkFolder.make()) {
      Path context = work.path();
      Files.createDirectories(context.resolve("opt"));
      Files.createDirectories(context.resolve("bin"));
      Files.createDirectories(context.resolve("tmp"));
      copy(runtime(), context.resolve("opt/gantry"));
      Files.copy(Path.of("/bin/busybox"), context.resolve("bin/busybox"));
      Files.copy(Path.of("/bin/busybox"), context.resolve("bin/cat"));
      CProgram.build("hello_server", context.resolve("bin"), List.of("-static"));
      Files.writeString(
          context.resolve("Dockerfile"),
          "FROM scratch\nCOPY . /\nENV fprocess=cat PATH=/bin\nCMD [\"/opt/gantry/fwatchdog\"]\n");
      Docker.run("build", "--quiet", "--tag", NAME, context.toString());
    }
  }

  private static Path runtime() throws IOException {
    Path folder = Path.of(System.getProperty("bench.folder", "bench"));
    Path runtime = folder.resolve("../watchdog/target/runtime/opt/gantry").normalize();
    if (!Files.isExecutable(runtime.resolve("fwatchdog"))) {
      throw new IOException(runtime + " is not there\n  try: watchdog/runtime/build");
    }
    return runtime;
  }

  private static void copy(Path from, Path to) throws IOException, InterruptedException {
    Process copying = new ProcessBuilder("cp", "-a", from.toString(), to.toString()).start();
    if (copying.waitFor() != 0) {
      throw new IOException("could not copy " + from);
    }
  }
}
