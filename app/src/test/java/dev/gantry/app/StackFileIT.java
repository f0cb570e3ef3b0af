package dev.gantry.app;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * From an empty folder to a function on a real engine, by the commands themselves. An image of this
 * machine's Python takes the place of the public one, which cannot be had here.
 */
@NeedsProgram({"docker", "busybox", "patchelf", "python3", "docker-registry"})
@Timeout(240)
final class StackFileIT {

  private static final String BASE = "python:3-slim";
  private static final String WATCHDOG =
      "gantry/watchdog:stack-file-" + ProcessHandle.current().pid();

  private static boolean madeBase;
  private static boolean madeWatchdog;

  @TempDir private Path scratch;

  /** Of its own: the gateway's. */
  @TempDir private Path data;

  @BeforeAll
  static void makeBase() throws Exception {
    madeWatchdog = !isThere("gantry/watchdog:latest");
    madeBase = !isThere(BASE);
    if (madeBase) {
      Command.run("tools/base-image", BASE, "/usr/bin/python3", "/usr/lib/" + libraryOfPython())
          .orFail();
    }
  }

  @AfterAll
  static void removeWhatWasMade() throws Exception {
    remove(WATCHDOG);
    if (madeWatchdog) {
      remove("gantry/watchdog:latest");
    }
    if (madeBase) {
      remove(BASE);
    }
  }

  private static String libraryOfPython() throws Exception {
    String version = "import sys; print('python%d.%d' % sys.version_info[:2])";
    return Command.run("python3", "-c", version).orFail().strip();
  }

  private static boolean isThere(String image) throws Exception {
    return Command.run("docker", "image", "inspect", image).status() == 0;
  }

  private static void remove(String image) throws Exception {
    Command.run("docker", "rmi", "--force", image);
  }

  @Test
  void runsANewFunctionOnDockerAsTheReadmeSays() throws Exception {
    String fromEmptyFolder = ReadmeIT.typed(ReadmeIT.blocks("## On Docker").getFirst());
    try (RunningGantry gantry = RunningGantry.start(data, "--provider", "docker", "--no-samples")) {
      Command shown = typed(gantry.gateway().toString()).script(fromEmptyFolder);

      assertThat(shown.orFail())
          .containsSubsequence("hello: built hello:latest", "Deployed hello: ", "Hello, you!\n");
      assertThat(gantry.get("/system/function/hello").body()).contains("hello:latest");
      sampleRedirects(gantry);
    } finally {
      remove("hello:latest");
    }
  }

  /** One of the samples that have to be built; as an image it is a server. */
  private void sampleRedirects(RunningGantry gantry) throws Exception {
    TypedCommands typed = typed(gantry.gateway().toString());
    // Build folders are made beside the stack file.
    Command.run("cp", "-R", "samples", scratch.toString()).orFail();
    Path stack = scratch.resolve("samples/stack.yml");
    try {
      typed
          .script(
              "gantry up -f '%s' --filter redirect --gateway %s".formatted(stack, gantry.gateway()))
          .orFail();

      HttpResponse<String> answer =
          gantry.get("/function/redirect//evil.test/a?b=%0d%0aSet-Cookie:c=d");
      assertThat(answer.statusCode()).isEqualTo(302);
      assertThat(answer.headers().firstValue("Location"))
          .hasValue("https://example.com/evil.test/a?b=%0D%0ASet-Cookie%3Ac%3Dd");
      assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
      typed.script("gantry remove hello redirect --gateway " + gantry.gateway()).orFail();
    } finally {
      remove("gantry/sample-redirect:latest");
    }
  }

  @Test
  void buildsPushesAndRunsAnImage() throws Exception {
    int port = FreePort.find();
    Process registry = registry(port);
    String image = "127.0.0.1:" + port + "/team/hello:latest";
    TypedCommands typed = typed("http://127.0.0.1:1");
    try {
      typed.script("gantry new hello --lang python --prefix 127.0.0.1:" + port + "/team").orFail();

      Command built =
          typed.script("gantry build --build-arg WATCHDOG=" + WATCHDOG + " --build-label team=red");
      assertThat(built.orFail())
          .containsSubsequence(
              WATCHDOG + " is not on this engine: making it, once",
              WATCHDOG + ": 1/3 FROM scratch",
              "hello: 1/",
              "hello: built " + image,
              "Built " + image + ".");
      assertThat(label(image)).isEqualTo("red");
      assertThat(typed.script("gantry build --build-arg WATCHDOG=" + WATCHDOG).orFail())
          .doesNotContain("making it");

      assertThat(typed.script("gantry push").orFail()).contains("Pushed " + image + ".");
      assertThat(get("http://127.0.0.1:" + port + "/v2/team/hello/manifests/latest"))
          .isEqualTo(200);

      runsHere(typed);
    } finally {
      registry.destroy();
      registry.waitFor();
      remove(image);
    }
  }

  @Test
  void saysInTheEnginesWordsWhyAStepFailed() throws Exception {
    TypedCommands typed = typed("http://127.0.0.1:1");
    typed.script("gantry new hello --lang python -q").orFail();

    Command shown =
        typed.script(
            "gantry build -q --build-arg ADDITIONAL_PACKAGE=none --build-arg WATCHDOG="
                + WATCHDOG
                + " || echo \"build: $?\"");

    assertThat(shown.orFail())
        .containsSubsequence(
            "error: could not build 'hello'",
            "apt-get: not found",
            "failed: The command '/bin/sh -c if [ -n \"$ADDITIONAL_PACKAGE\" ]",
            "returned a non-zero code: 127",
            "build: 1");
  }

  private void runsHere(TypedCommands typed) throws Exception {
    int port = FreePort.find();
    Path output = scratch.resolve("local-run.log");
    Process run = typed.start(output, "local-run", "--port", Integer.toString(port));
    try {
      eventually(
          () ->
              assertThat(post("http://127.0.0.1:" + port + "/", "you")).isEqualTo("Hello, you!\n"));
    } finally {
      run.destroy();
    }
    assertThat(run.waitFor(30, TimeUnit.SECONDS)).isTrue();
    eventually(
        () ->
            assertThat(Command.run("docker", "ps", "--all", "--quiet", "--filter", "name=^hello$"))
                .extracting(Command::output)
                .isEqualTo(""));
  }

  private Process registry(int port) throws Exception {
    Path config = scratch.resolve("registry.yml");
    Files.writeString(
        config,
        """
        version: 0.1
        storage:
          filesystem:
            rootdirectory: %s
        http:
          addr: 127.0.0.1:%d
        """
            .formatted(scratch.resolve("registry"), port));
    Process registry =
        new ProcessBuilder("docker-registry", "serve", config.toString())
            .redirectErrorStream(true)
            .redirectOutput(scratch.resolve("registry.log").toFile())
            .start();
    eventually(() -> assertThat(get("http://127.0.0.1:" + port + "/v2/")).isEqualTo(200));
    return registry;
  }

  private static String label(String image) throws Exception {
    return Command.run("docker", "inspect", "--format", "{{.Config.Labels.team}}", image)
        .orFail()
        .strip();
  }

  private static int get(String address) throws InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(address))).statusCode();
  }

  private static String post(String address, String body) throws InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(address)).POST(BodyPublishers.ofString(body)))
        .body();
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws InterruptedException {
    request.header("Accept", "application/vnd.docker.distribution.manifest.v2+json");
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException notYet) {
      throw new AssertionError(notYet);
    }
  }

  private TypedCommands typed(String gateway) {
    return new TypedCommands(scratch.resolve("work"), scratch.resolve("home"), gateway);
  }
}
