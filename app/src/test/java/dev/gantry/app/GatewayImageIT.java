package dev.gantry.app;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The image {@code gantry/gateway}, as {@code ./gantry images} builds it. */
@NeedsProgram({"docker", "gcc", "patchelf", "busybox"})
final class GatewayImageIT {

  private static TestImages images;

  @TempDir private static Path folder;

  private final List<String> containers = new ArrayList<>();

  @BeforeAll
  static void build() throws Exception {
    images = TestImages.build();
  }

  @AfterAll
  static void removeImages() throws Exception {
    if (images != null) {
      images.close();
    }
  }

  @AfterEach
  void removeContainers() throws Exception {
    for (String container : containers) {
      Command.run("docker", "rm", "--force", "--volumes", container);
    }
  }

  /** With {@code AOTMode=on} Java would not start if its cache did not fit. */
  @Test
  void servesWithoutRightsOnAReadOnlyRootWhereNothingInTmpCanBeExecuted() throws Exception {
    String container =
        run(
            "--read-only",
            "--tmpfs",
            "/tmp:noexec,nosuid,mode=1777",
            "--env",
            "JDK_JAVA_OPTIONS=-XX:AOTMode=on");

    eventually(() -> assertThat(get(container, 8080, "/healthz")).isEqualTo("OK"));
    eventually(() -> assertThat(get(container, 8082, "/metrics")).contains("gantry_build_info"));
    assertThat(inspect(container, "{{.Config.User}}")).isEqualTo("10001:10001");
    eventually(
        () -> assertThat(inspect(container, "{{.State.Health.Status}}")).isEqualTo("healthy"));
    Command.run("docker", "stop", "--time", "20", container).orFail();
    // Past its grace it would be killed, which is 137.
    assertThat(inspect(container, "{{.State.ExitCode}}")).isEqualTo("0");
    assertThat(Command.run("docker", "logs", container).orFail())
        .doesNotContain("WARN", "ERROR", "native transport cannot be used");
  }

  @Test
  void itsHealthCheckSaysWhenNothingServes() throws Exception {
    String container = run("--read-only", "--tmpfs", "/tmp:noexec");
    eventually(
        () ->
            assertThat(Command.run("docker", "exec", container, "/opt/gantry/health").status())
                .isZero());

    Command other =
        Command.run(
            "docker",
            "exec",
            "--env",
            "GANTRY_METRICS_LISTEN=127.0.0.1:9",
            container,
            "/opt/gantry/health");

    assertThat(other.status()).isEqualTo(1);
    assertThat(other.output()).contains("connect: Connection refused");
  }

  @Test
  void hasNoProgramButItsOwn() throws Exception {
    String files =
        Command.run("find", images.context() + "/root", "-type", "f", "-perm", "-1").orFail();

    assertThat(files.lines())
        .allSatisfy(
            file ->
                assertThat(file)
                    .matches(".*/opt/gantry/(bin/java|health|lib/jspawnhelper|lib/.*\\.so.*)"));
  }

  /** All but the AOT cache, into which Java writes addresses that differ from run to run. */
  @Test
  void isMadeOfTheSameBytesEachTime() throws Exception {
    Command.run("images/build", "--contexts", folder.toString()).orFail();

    Command.run(
            "diff",
            "--recursive",
            "--exclude=gateway.aot",
            images.context().toString(),
            folder.resolve("gateway").toString())
        .orFail();
    String times = "find . -printf '%p %T@ %m\\n' | LC_ALL=C sort";
    assertThat(sh(folder.resolve("gateway/root"), times))
        .isEqualTo(sh(images.context().resolve("root"), times));
  }

  private static String sh(Path folder, String command) throws Exception {
    return Command.run("sh", "-c", "cd '" + folder + "' && " + command).orFail();
  }

  /** Starts the gateway with processes as replicas, for which it needs to ask who it is. */
  private String run(String... options) throws Exception {
    List<String> command = new ArrayList<>(List.of("docker", "run", "--detach"));
    command.addAll(List.of(options));
    command.addAll(List.of("--env", "PATH=/bin", "--env", "GANTRY_NO_SAMPLES=true"));
    command.addAll(List.of("--health-interval", "300ms"));
    command.addAll(List.of("--volume", "/bin/busybox:/bin/id:ro", images.gateway()));
    String container =
        Command.run(Map.of(), command)
            .orFail()
            .lines()
            .reduce((first, second) -> second)
            .orElseThrow()
            .strip();
    containers.add(container);
    return container;
  }

  private static String inspect(String container, String format) throws Exception {
    return Command.run("docker", "inspect", "--format", format, container).orFail().strip();
  }

  private static String get(String container, int port, String path) throws Exception {
    String address = inspect(container, "{{.NetworkSettings.IPAddress}}");
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create("http://" + address + ":" + port + path)).build(),
              BodyHandlers.ofString())
          .body();
    } catch (IOException notYet) {
      throw new AssertionError(path, notYet);
    }
  }
}
