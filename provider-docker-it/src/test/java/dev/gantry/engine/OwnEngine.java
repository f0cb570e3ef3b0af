package dev.gantry.engine;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An engine that a test may stop and start; its files are in a folder of the test. */
final class OwnEngine implements AutoCloseable {

  private static final String BRIDGE = "gantry-it0";

  private final Path folder;
  private @Nullable Process daemon;

  OwnEngine(Path folder) {
    this.folder = folder;
  }

  String address() {
    return "unix://" + folder.resolve("docker.sock");
  }

  void start() throws Exception {
    Program.run(
            "sh",
            "-c",
            """
            ip link show %1$s >/dev/null 2>&1 && exit
            ip link add %1$s type bridge &&
              ip address add 10.216.0.1/24 dev %1$s && ip link set %1$s up
            """
                .formatted(BRIDGE))
        .orFail();
    daemon =
        new ProcessBuilder(
                "dockerd",
                "--host",
                address(),
                "--data-root",
                folder.resolve("data").toString(),
                "--exec-root",
                folder.resolve("exec").toString(),
                "--pidfile",
                folder.resolve("pid").toString(),
                // The other engine on this machine has the default bridge and the rules; one told
                // to
                // have none would remove that bridge.
                "--bridge=" + BRIDGE,
                "--iptables=false")
            .redirectErrorStream(true)
            .redirectOutput(new File(folder.toFile(), "log"))
            .start();
    eventually(Duration.ofSeconds(60), () -> assertThat(docker("info").status()).isZero());
  }

  void stop() throws InterruptedException {
    Process running = daemon;
    if (running != null) {
      running.destroy();
      if (!running.waitFor(40, TimeUnit.SECONDS)) {
        running.destroyForcibly().waitFor();
      }
    }
  }

  /** Lets it take connections and answer nothing, until {@link #thaw}. */
  void freeze() throws IOException, InterruptedException {
    signal("STOP");
  }

  void thaw() throws IOException, InterruptedException {
    signal("CONT");
  }

  private void signal(String signal) throws IOException, InterruptedException {
    Process running = daemon;
    if (running == null) {
      throw new IllegalStateException("the engine: not started");
    }
    Program.run("kill", "-" + signal, Long.toString(running.pid())).orFail();
  }

  Program docker(String... arguments) throws IOException, InterruptedException {
    String[] command = new String[arguments.length + 3];
    command[0] = "docker";
    command[1] = "--host";
    command[2] = address();
    System.arraycopy(arguments, 0, command, 3, arguments.length);
    return Program.run(command);
  }

  /** Copies an image from the engine of the environment. */
  void copy(String image) throws Exception {
    Program.run("sh", "-c", "docker save " + image + " | docker --host " + address() + " load")
        .orFail();
  }

  @Override
  public void close() throws Exception {
    Program.run(
        "sh",
        "-c",
        "docker --host " + address() + " ps -aq | xargs -r docker --host " + address() + " rm -f");
    Program.run("sh", "-c", "docker --host " + address() + " network prune --force");
    stop();
    Program.run("ip", "link", "delete", BRIDGE);
    Program.run("sh", "-c", "umount " + folder.resolve("exec/netns") + "/* 2>/dev/null");
  }
}
