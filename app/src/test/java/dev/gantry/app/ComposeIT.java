package dev.gantry.app;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code deploy/docker-compose.yml} by Compose 1.29, the one that Debian has. */
@NeedsProgram({"docker", "docker-compose", "gcc", "patchelf", "busybox", "prometheus"})
final class ComposeIT {

  private static final String NAME =
      "compose-" + ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime());
  private static final String PROMETHEUS = "test-prometheus:" + NAME;

  @TempDir private static Path folder;

  private static TestImages images;
  private static int port;

  @BeforeAll
  static void build() throws Exception {
    images = TestImages.build();
    Command.run("deploy/debian-image", PROMETHEUS, "prometheus", "/prometheus").orFail();
    port = FreePort.find();
  }

  @AfterAll
  static void remove() throws Exception {
    compose("down", "--volumes", "--timeout", "5");
    Command.run(
        "sh",
        "-c",
        "docker ps --all --quiet --filter network=" + NAME + " | xargs -r docker rm -f");
    Command.run("docker", "network", "rm", NAME);
    Command.run("docker", "rmi", "--force", PROMETHEUS);
    images.close();
  }

  @Test
  void runsAFunctionAndKeepsItAndThePasswordWhenItIsTakenDownAndUpAgain() throws Exception {
    compose("up", "--detach").orFail();
    eventually(() -> assertThat(send("/healthz", "GET", "")).isEqualTo("OK"));
    String password = password();
    String function =
        "{\"service\":\"up\",\"image\":\"%s\",\"envProcess\":\"tr a-z A-Z\"}"
            .formatted(images.samples());
    assertThat(send("/system/functions", "POST", function)).isEmpty();
    eventually(() -> assertThat(send("/function/up", "POST", "hello")).isEqualTo("HELLO"));
    eventually(
        () ->
            assertThat(askPrometheus("query?query=up"))
                .contains("\"job\":\"gateway\"")
                .containsPattern("\"job\":\"gateway\".{0,20},\"value\":\\[[0-9.]+,\"1\"]"));
    assertThat(askPrometheus("rules")).contains("APIHighInvocationRate");
    String container = container("gateway");
    assertThat(
            SwarmStack.docker(
                "inspect",
                "--format",
                "{{.Config.User}} {{.HostConfig.ReadonlyRootfs}}",
                container))
        .matches("10001:[0-9]+ true");

    // The function's containers are on the network, which therefore stays.
    compose("down");
    compose("up", "--detach").orFail();

    eventually(() -> assertThat(send("/function/up", "POST", "again")).isEqualTo("AGAIN"));
    assertThat(password()).isEqualTo(password);
    send("/system/functions", "DELETE", "{\"functionName\":\"up\"}");
    eventually(
        () ->
            assertThat(
                    SwarmStack.docker(
                            "ps",
                            "--all",
                            "--quiet",
                            "--filter",
                            "network=" + NAME,
                            "--filter",
                            "label=dev.gantry.function")
                        .lines())
                .isEmpty());
    compose("down", "--volumes").orFail();
    assertThat(SwarmStack.docker("volume", "ls", "--quiet", "--filter", "name=" + NAME)).isEmpty();
    assertThat(SwarmStack.docker("network", "ls", "--quiet", "--filter", "name=" + NAME)).isEmpty();
  }

  @Test
  void saysWhichSettingIsMissing() throws Exception {
    Command missing =
        Command.run(
            Map.of("GANTRY_PORT", "127.0.0.1:" + port),
            List.of("docker-compose", "--file", "deploy/docker-compose.yml", "config"));

    assertThat(missing.status()).isNotZero();
    assertThat(missing.output()).contains("GANTRY_SOCKET_GROUP", "see the first lines");
  }

  private static Command compose(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "docker-compose", "--project-name", NAME, "--file", "deploy/docker-compose.yml"));
    command.addAll(List.of(arguments));
    return Command.run(
        Map.of(
            "GANTRY_SOCKET",
            SwarmStack.socket(),
            "GANTRY_SOCKET_GROUP",
            Files.getAttribute(Path.of(SwarmStack.socket()), "unix:gid").toString(),
            "GANTRY_GATEWAY_IMAGE",
            images.gateway(),
            "GANTRY_PROMETHEUS_IMAGE",
            PROMETHEUS,
            "GANTRY_PORT",
            "127.0.0.1:" + port,
            "GANTRY_NETWORK",
            NAME,
            "GANTRY_NO_SAMPLES",
            "true"),
        command);
  }

  private static String container(String service) throws IOException, InterruptedException {
    return compose("ps", "--quiet", service).orFail().strip();
  }

  private static String askPrometheus(String path) throws Exception {
    String address =
        SwarmStack.docker(
            "inspect",
            "--format",
            "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}",
            container("prometheus"));
    return send(
        HttpRequest.newBuilder(URI.create("http://" + address + ":9090/api/v1/" + path)).GET());
  }

  private static String send(String path, String method, String body) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .method(method, BodyPublishers.ofString(body));
    if (path.startsWith("/system/")) {
      byte[] pair = ("admin:" + password()).getBytes(StandardCharsets.UTF_8);
      request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
    }
    return send(request);
  }

  private static String send(HttpRequest.Builder request) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), BodyHandlers.ofString()).body();
    } catch (IOException notYet) {
      throw new AssertionError("not yet", notYet);
    }
  }

  /** The password as a person gets it. */
  private static String password() throws Exception {
    Path copy = folder.resolve("password");
    String kept = "/var/lib/gantry/credentials/basic-auth-password";
    SwarmStack.docker("cp", container("gateway") + ":" + kept, copy.toString());
    return Files.readString(copy).strip();
  }
}
