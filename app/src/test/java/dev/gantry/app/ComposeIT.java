package dev.gantry.app;

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
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * What {@code deploy/docker-compose.yml} says about the gateway, done by {@code docker run}, as
 * there is no Compose here. What Compose itself makes of the file is not tested.
 */
@NeedsProgram({"docker", "gcc", "patchelf", "busybox"})
final class ComposeIT {

  private static final Path FILE = RunningGantry.home().resolve("deploy/docker-compose.yml");

  private final String name =
      "compose-" + ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime());

  @TempDir private Path folder;

  private TestImages images;
  private int port;

  @BeforeEach
  void build() throws Exception {
    images = TestImages.build();
    port = FreePort.find();
  }

  @AfterEach
  void remove() throws Exception {
    Command.run("docker", "rm", "--force", "--volumes", name);
    Command.run("docker", "volume", "rm", "--force", name);
    Command.run("docker", "network", "rm", name);
    images.close();
  }

  @Test
  void runsAFunctionThroughAGatewayAsItIsWrittenThere() throws Exception {
    SwarmStack.docker("network", "create", "--label", "dev.gantry.shared=true", name);
    run(runCommand());
    Eventually.holds(() -> assertThat(get("/healthz")).isEqualTo("OK"));

    assertThat(
            send(
                "/system/functions",
                "POST",
                function("{\"service\":\"up\",\"image\":\"IMAGE\",\"envProcess\":\"tr a-z A-Z\"}")))
        .isEmpty();
    Eventually.holds(() -> assertThat(send("/function/up", "POST", "hello")).isEqualTo("HELLO"));

    send("/system/functions", "DELETE", "{\"functionName\":\"up\"}");
    Eventually.holds(
        () ->
            assertThat(SwarmStack.docker("ps", "--all", "--quiet", "--filter", "network=" + name))
                .hasSize(12));
    Command.run("docker", "stop", "--time", "20", name).orFail();
    assertThat(SwarmStack.docker("inspect", "--format", "{{.State.ExitCode}}", name))
        .isEqualTo("0");
  }

  @Test
  void theNetworkIsMarkedAsOneThatTheGatewayMayUse() throws Exception {
    assertThat(
            map(map(map(file().get("networks")).get("functions")).get("labels"))
                .get("dev.gantry.shared"))
        .isEqualTo("true");
    assertThat(map(file().get("networks")).keySet().toString()).isEqualTo("[functions, control]");
    assertThat(map(file().get("volumes")).keySet().toString()).isEqualTo("[gantry, prometheus]");
  }

  @Test
  void itsPrometheusFindsTheFilesThatAreNamed() throws Exception {
    for (Object volume : list(map(map(file().get("services")).get("prometheus")).get("volumes"))) {
      String source = volume.toString().split(":", 2)[0];
      if (source.startsWith("./")) {
        assertThat(FILE.resolveSibling(source)).isRegularFile();
      }
    }
  }

  private String function(String json) {
    return json.replace("IMAGE", images.samples());
  }

  /** The gateway's part of the file as a command; what is not known here fails. */
  private List<String> runCommand() throws Exception {
    List<String> command =
        new ArrayList<>(List.of("docker", "run", "--detach", "--name", name, "--network", name));
    for (Map.Entry<?, ?> said : map(map(file().get("services")).get("gateway")).entrySet()) {
      switch (said.getKey().toString()) {
        case "image", "networks", "restart", "stop_grace_period" -> {}
        case "user" -> command.addAll(List.of("--user", filled(said.getValue())));
        case "read_only" -> command.add("--read-only=" + said.getValue());
        case "environment" ->
            map(said.getValue())
                .forEach(
                    (key, value) -> command.addAll(List.of("--env", key + "=" + filled(value))));
        case "ports" -> each(command, "--publish", said.getValue());
        case "volumes" -> each(command, "--volume", said.getValue());
        case "tmpfs" -> each(command, "--tmpfs", said.getValue());
        default -> throw new AssertionError(said);
      }
    }
    command.addAll(List.of("--env", "GANTRY_NO_SAMPLES=true", images.gateway()));
    return command;
  }

  private void each(List<String> command, String option, Object values) {
    list(values).forEach(value -> command.addAll(List.of(option, filled(value))));
  }

  private String filled(Object text) {
    return text.toString()
        .replaceAll("\\$\\{GANTRY_SOCKET_GROUP[^}]*}", group())
        .replaceAll("\\$\\{GANTRY_PORT[^}]*}", "127.0.0.1:" + port)
        .replaceAll("\\$\\{GANTRY_SOCKET:[^}]*}", SwarmStack.socket())
        .replaceAll("^gantry:", name + ":")
        .replace("gantry-functions", name);
  }

  private static String group() {
    try {
      return Files.getAttribute(Path.of(SwarmStack.socket()), "unix:gid").toString();
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  private static void run(List<String> command) throws Exception {
    Command.run(Map.of(), command).orFail();
  }

  private String get(String path) throws Exception {
    return send(path, "GET", "");
  }

  private String send(String path, String method, String body) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .method(method, BodyPublishers.ofString(body));
    if (path.startsWith("/system/")) {
      request.header("Authorization", basic());
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), BodyHandlers.ofString()).body();
    } catch (IOException notYet) {
      throw new AssertionError(path, notYet);
    }
  }

  /** The password as a person gets it. */
  private String basic() throws Exception {
    Path copy = folder.resolve("password");
    SwarmStack.docker(
        "cp", name + ":/var/lib/gantry/credentials/basic-auth-password", copy.toString());
    String pair = "admin:" + Files.readString(copy).strip();
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  private static Map<?, ?> file() throws IOException {
    return map(new Load(LoadSettings.builder().build()).loadFromString(Files.readString(FILE)));
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return (Map<?, ?>) Objects.requireNonNull(value);
  }

  private static List<?> list(@Nullable Object value) {
    return (List<?>) Objects.requireNonNull(value);
  }
}
