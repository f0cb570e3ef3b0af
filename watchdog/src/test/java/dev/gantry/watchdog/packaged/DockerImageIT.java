package dev.gantry.watchdog.packaged;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
    Path context = context("scratch", "scratch");
    Files.copy(TestProgram.upperStatic(folder), context.resolve("function"));

    assertThatItServes(docker.build("function-scratch", context), "hello", "HELLO");
  }

  @Test
  void runsWhereTheCLibraryIsMusl() throws Exception {
    Path root = Files.createDirectory(folder.resolve("musl-root"));
    try (var loaders = Files.newDirectoryStream(Path.of("/lib"), "ld-musl-*.so.1")) {
      for (Path loader : loaders) {
        Command.run("cp", "-L", "--parents", loader.toString(), root.toString()).orFail();
      }
    }
    Path context = context("alpine", docker.importRoot("root-musl", root));
    Files.copy(TestProgram.upperWithMusl(folder), context.resolve("function"));

    assertThatItServes(docker.build("function-musl", context), "hello", "HELLO");
  }

  @Test
  void runsInADebianImage() throws Exception {
    Path root = Files.createDirectory(folder.resolve("debian-root"));
    String libraries = Command.run("ldd", "/bin/sh", "/bin/cat").orFail();
    for (String file : ("/bin/sh /bin/cat " + paths(libraries)).split(" ")) {
      Command.run("cp", "-L", "--parents", file, root.toString()).orFail();
    }
    Path context = context("debian", docker.importRoot("root-debian", root));

    assertThatItServes(docker.build("function-debian", context), "hello", "hello from Debian\n");
  }

  private static void assertThatItServes(String image, String sent, String expected)
      throws Exception {
    String container =
        docker.run(
            "--read-only",
            "--tmpfs",
            "/tmp",
            "--memory",
            "24m",
            "--user",
            "12345",
            "--health-interval",
            "500ms",
            "--publish",
            "127.0.0.1::8080",
            image);
    eventually(
        LIMIT,
        () -> assertThat(docker.logs(container)).contains("Writing lock-file to: /tmp/.lock"));
    String address =
        docker.inspect(
            container, "{{(index (index .NetworkSettings.Ports \"8080/tcp\") 0).HostPort}}");
    HttpCalls calls = new HttpCalls(Integer.parseInt(address));

    for (int i = 0; i < 20; i++) {
      assertThat(calls.post(sent).body()).isEqualTo(expected);
    }
    eventually(
        LIMIT,
        () ->
            assertThat(docker.inspect(container, "{{.State.Health.Status}}")).isEqualTo("healthy"));
    Command.run("docker", "stop", "--time", "20", container).orFail();

    // Past its grace it would be killed, which is 137.
    assertThat(docker.inspect(container, "{{.State.ExitCode}} {{.State.OOMKilled}}"))
        .isEqualTo("0 false");
    assertThat(docker.logs(container)).doesNotContain("warning");
  }

  /**
   * A build context with an example of the documentation, whose images are replaced by those made
   * here.
   */
  private static Path context(String example, String base) throws Exception {
    String text = Files.readString(RuntimeFolder.DOCUMENTATION);
    Matcher block =
        Pattern.compile("<!-- " + example + " -->\n```dockerfile\n(.*?)```", Pattern.DOTALL)
            .matcher(text);
    assertThat(block.find()).as(example).isTrue();
    Path context = Files.createDirectory(folder.resolve(example));
    Files.writeString(
        context.resolve("Dockerfile"),
        block
            .group(1)
            .replaceFirst("FROM .*", "FROM " + base)
            .replace("--from=gantry/watchdog", "--from=" + gantry));
    return context;
  }

  private static String paths(String ldd) {
    return Pattern.compile("(/[^ \n]+) \\(")
        .matcher(ldd)
        .results()
        .map(found -> found.group(1))
        .distinct()
        .reduce((first, second) -> first + " " + second)
        .orElseThrow();
  }
}
