package dev.gantry.app;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.build.image.ImageBuild;
import dev.gantry.build.image.ImageOptions;
import dev.gantry.docker.BuildOutcome;
import dev.gantry.docker.EngineConnection;
import dev.gantry.docker.ImageReference;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Templates as images, built by our own code on a real engine and called in a container that may
 * write nowhere but in {@code /tmp}. The public base images cannot be had here; those of this
 * machine's programs take their places.
 */
@NeedsProgram({"docker", "busybox", "patchelf"})
@Timeout(240)
final class TemplateImagesIT {

  private static TestImages ours;

  @TempDir private Path folder;

  @BeforeAll
  static void build() throws Exception {
    ours = TestImages.build();
  }

  @AfterAll
  static void remove() throws Exception {
    ours.close();
  }

  @ParameterizedTest
  @CsvSource({
    "bash, /usr/bin/bash",
    "dockerfile, /usr/bin/env",
    "go, /usr/bin/go /usr/lib/go-1.19/src /usr/lib/go-1.19/pkg/include /usr/lib/go-1.19/pkg/tool",
    "node, /usr/bin/node /usr/share/nodejs",
    "perl, /usr/bin/perl /usr/share/perl /usr/lib/x86_64-linux-gnu/perl /usr/lib/x86_64-linux-gnu/perl-base",
    "php, /usr/bin/php /usr/lib/php /usr/share/zoneinfo",
    "python, /usr/bin/python3 /usr/lib/python3.11",
    "ruby, /usr/bin/ruby /usr/lib/ruby /usr/lib/x86_64-linux-gnu/ruby",
  })
  void answerInAContainer(String template, String base) throws Exception {
    String name = "gantry-test/" + template + "-" + ProcessHandle.current().pid();
    TemplateProject project = TemplateProject.create(folder, template);
    List<String> command = new ArrayList<>(List.of("tools/base-image", name + ":base"));
    command.addAll(List.of(base.split(" ")));
    Command.run(Map.of(), command).orFail();
    try {
      build(project, name);
      assertThat(answer(name)).isEqualTo(template.equals("dockerfile") ? "Ada\n" : "Hello, Ada!\n");
    } finally {
      Command.run("docker", "rmi", "--force", name + ":1", name + ":base");
    }
  }

  private static void build(TemplateProject project, String name) throws Exception {
    try (EngineConnection engine = EngineConnection.open(Optional.empty())) {
      BuildOutcome outcome =
          new ImageBuild(engine)
              .build(
                  Path.of(""),
                  project.function(),
                  project.assembled(),
                  ImageReference.parse(name + ":1").orElseThrow(),
                  new ImageOptions(
                      Map.of(
                          "WATCHDOG", ours.watchdog(),
                          "BASE", name + ":base",
                          "BUILDER", name + ":base",
                          "COMPOSER", name + ":base"),
                      Map.of(),
                      false,
                      false),
                  _ -> {});
      assertThat(outcome).isInstanceOf(BuildOutcome.Built.class);
    }
  }

  private static String answer(String name) throws Exception {
    String container =
        Command.run(
                "docker",
                "run",
                "--detach",
                "--read-only",
                "--tmpfs",
                "/tmp",
                "--publish",
                "127.0.0.1::8080",
                name + ":1")
            .orFail()
            .strip();
    try {
      String published = Command.run("docker", "port", container, "8080").orFail();
      URI address = URI.create("http://" + published.lines().findFirst().orElseThrow() + "/");
      String[] body = new String[1];
      eventually(
          () -> {
            HttpResponse<String> answer = post(address);
            assertThat(answer.statusCode()).isEqualTo(200);
            body[0] = answer.body();
          });
      eventually(() -> assertThat(health(container)).isEqualTo("healthy"));
      return body[0];
    } finally {
      Command.run("docker", "rm", "--force", container);
    }
  }

  private static String health(String container) throws Exception {
    return Command.run("docker", "inspect", "--format", "{{.State.Health.Status}}", container)
        .orFail()
        .strip();
  }

  private static HttpResponse<String> post(URI address) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(address)
              .POST(HttpRequest.BodyPublishers.ofString("Ada\n"))
              .build();
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException notYet) {
      throw new AssertionError(notYet);
    }
  }
}
