package dev.gantry.watchdog.packaged;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The examples of docs/runtime.md in real containers, with little memory, no rights and a read-only
 * root.
 */
@NeedsScratchRoot
@ExtendWith(DockerCondition.class)
class DockerImageIT {

  private static final Duration LIMIT = Duration.ofSeconds(40);

  @TempDir static Path folder;

  private static Docker docker;
  private static String gantry;

  @BeforeAll
  static void buildTheImageOthersCopyFrom() throws Exception {
    docker = new Docker();
    gantry = docker.build("gantry/watchdog", RuntimeFolder.CONTEXT);
  }

  @AfterAll
  static void remove() throws Exception {
    if (docker != null) {
      docker.close();
    }
  }

  @Test
  void runsInAnImageMadeFromScratch() throws Exception {
    Path context = context("scratch", "scratch", "scratch");
    Files.copy(TestProgram.upperStatic(folder), context.resolve("function"));

    assertThatItServes(docker.build("function-scratch", context), "hello", "HELLO");
  }

  /** The engine starts its own program in the container for each check, which takes memory, too. */
  @Test
  void isHealthyByTheChecksOfTheEngine() throws Exception {
    Path context = context("health", "scratch", "scratch");
    Files.copy(TestProgram.upperStatic(folder), context.resolve("function"));
    String image = docker.build("function-health", context);

    String container = start(image, "--memory", "64m", "--health-interval", "500ms");

    eventually(
        LIMIT,
        () ->
            assertThat(docker.inspect(container, "{{.State.Health.Status}}")).isEqualTo("healthy"));
  }

  @Test
  void runsWhereTheCLibraryIsMusl() throws Exception {
    Path root = Files.createDirectory(folder.resolve("musl-root"));
    try (var loaders = Files.newDirectoryStream(Path.of("/lib"), "ld-musl-*.so.1")) {
      for (Path loader : loaders) {
        Command.run("cp", "-L", "--parents", loader.toString(), root.toString()).orFail();
      }
    }
    Path context = context("alpine", "alpine", docker.importRoot("root-musl", root));
    Files.copy(TestProgram.upperWithMusl(folder), context.resolve("function"));

    assertThatItServes(docker.build("function-musl", context), "hello", "HELLO");
  }

  @Test
  void runsInADebianImage() throws Exception {
    Path root = Files.createDirectory(folder.resolve("debian-root"));
    String libraries = Command.run("ldd", "/bin/sh", "/bin/cat").orFail();
    List<String> files = new ArrayList<>(paths(libraries));
    files.addAll(List.of("/bin/sh", "/bin/cat"));
    for (String file : files) {
      Command.run("cp", "-L", "--parents", file, root.toString()).orFail();
    }
    Path context = context("debian", "debian", docker.importRoot("root-debian", root));

    assertThatItServes(docker.build("function-debian", context), "hello", "hello from Debian\n");
  }

  /** In mode static, where all memory beside the files of the runtime folder is the watchdog's. */
  @Test
  void answersAThousandConnectionsInTheSmallestContainer() throws Exception {
    Path context = context("crowd", "scratch", "scratch");
    Files.copy(TestProgram.upperStatic(folder), context.resolve("function"));
    String container =
        start(
            docker.build("function-crowd", context),
            "--no-healthcheck",
            "--memory",
            "24m",
            "--env",
            "mode=static",
            "--env",
            "static_path=/opt/gantry/lib");
    HttpCalls calls = new HttpCalls(port(container));
    List<Socket> clients = new ArrayList<>();
    try {
      for (int i = 0; i < 1000; i++) {
        clients.add(
            calls.connect(
                "GET /watchdog.options HTTP/1.1\r\nHost: f\r\nConnection: close\r\n\r\n"));
      }
      for (Socket client : clients) {
        assertThat(HttpCalls.readUntil(client, "\r\n\r\n")).startsWith("HTTP/1.1 200 ");
        client.close();
      }
    } finally {
      for (Socket client : clients) {
        client.close();
      }
    }
    assertThat(docker.inspect(container, "{{.State.Running}} {{.State.OOMKilled}}"))
        .isEqualTo("true false");
  }

  private static void assertThatItServes(String image, String sent, String expected)
      throws Exception {
    String container = start(image, "--no-healthcheck", "--memory", "24m");
    HttpCalls calls = new HttpCalls(port(container));

    for (int i = 0; i < 20; i++) {
      assertThat(calls.post(sent).body()).isEqualTo(expected);
    }
    Command.run("docker", "stop", "--time", "20", container).orFail();

    // Past its grace it would be killed, which is 137.
    assertThat(docker.inspect(container, "{{.State.ExitCode}} {{.State.OOMKilled}}"))
        .isEqualTo("0 false");
    assertThat(docker.logs(container)).doesNotContain("warning");
  }

  private static String start(String image, String... more) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("--read-only", "--tmpfs", "/tmp"));
    arguments.addAll(List.of("--user", "12345", "--publish", "127.0.0.1::8080"));
    arguments.addAll(List.of(more));
    arguments.add(image);
    String container = docker.run(arguments.toArray(String[]::new));
    eventually(
        LIMIT,
        () -> assertThat(docker.logs(container)).contains("Writing lock-file to: /tmp/.lock"));
    return container;
  }

  private static int port(String container) throws Exception {
    String format = "{{(index (index .NetworkSettings.Ports \"8080/tcp\") 0).HostPort}}";
    return Integer.parseInt(docker.inspect(container, format));
  }

  /**
   * A build context with an example of the documentation, whose images are replaced by those made
   * here.
   */
  private static Path context(String name, String example, String base) throws Exception {
    String text = Files.readString(RuntimeFolder.DOCUMENTATION);
    Matcher block =
        Pattern.compile("<!-- " + example + " -->\n```dockerfile\n(.*?)```", Pattern.DOTALL)
            .matcher(text);
    assertThat(block.find()).as(example).isTrue();
    Path context = Files.createDirectory(folder.resolve(name));
    Files.writeString(
        context.resolve("Dockerfile"),
        block
            .group(1)
            .replaceFirst("FROM .*", "FROM " + base)
            .replace("--from=gantry/watchdog", "--from=" + gantry));
    return context;
  }

  private static List<String> paths(String ldd) {
    return Pattern.compile("(/[^ \n]+) \\(")
        .matcher(ldd)
        .results()
        .map(found -> found.group(1))
        .distinct()
        .toList();
  }
}
