package dev.gantry.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.api.ApiJson;
import dev.gantry.api.InvalidJsonException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A stack under a name of its own, with Prometheus and Alertmanager of Debian, which {@code
 * deploy/up} starts. Closing it removes everything it made, the Swarm too if there was none.
 */
final class SwarmStack implements AutoCloseable {

  private final String name =
      "test-" + ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime());
  private final TestImages images;
  private final Path state;
  private final int port;
  private final String swarmBefore;

  private SwarmStack(TestImages images, Path state, int port, String swarmBefore) {
    this.images = images;
    this.state = state;
    this.port = port;
    this.swarmBefore = swarmBefore;
  }

  /**
   * Builds the images; starts nothing yet.
   *
   * @param state where the password is kept
   */
  static SwarmStack prepare(Path state) throws IOException, InterruptedException {
    SwarmStack stack = new SwarmStack(TestImages.build(), state, FreePort.find(), swarmState());
    Command.run("deploy/debian-image", stack.image("prometheus"), "prometheus", "/prometheus")
        .orFail();
    String templates = "/usr/share/prometheus/alertmanager/";
    Command.run(
            "deploy/debian-image",
            stack.image("alertmanager"),
            "prometheus-alertmanager",
            "/alertmanager",
            templates + "default.tmpl",
            templates + "email.tmpl")
        .orFail();
    return stack;
  }

  String name() {
    return name;
  }

  String network() {
    return name + "-functions";
  }

  TestImages images() {
    return images;
  }

  /** The name of an image that is not Gantry's. */
  String image(String program) {
    return "test-" + program + ":" + name;
  }

  String address() {
    return "http://127.0.0.1:" + port;
  }

  /** Where the engine's socket is on this machine. */
  static String socket() {
    String host = System.getenv().getOrDefault("DOCKER_HOST", "unix:///var/run/docker.sock");
    assertThat(host).startsWith("unix://");
    return host.substring("unix://".length());
  }

  /** Runs a script of {@code deploy/} with this stack's settings and, over them, others. */
  Command run(Map<String, String> others, String... command)
      throws IOException, InterruptedException {
    Map<String, String> variables = new HashMap<>();
    variables.put("GANTRY_STACK", name);
    variables.put("GANTRY_PORT", String.valueOf(port));
    variables.put("GANTRY_NETWORK", network());
    variables.put("GANTRY_ADVERTISE_ADDR", "127.0.0.1");
    variables.put("GANTRY_SOCKET", socket());
    variables.put("GANTRY_STATE", state.toString());
    variables.put("GANTRY_GATEWAY_IMAGE", images.gateway());
    variables.put("GANTRY_SAMPLES_IMAGE", images.samples());
    variables.put("GANTRY_PROMETHEUS_IMAGE", image("prometheus"));
    variables.put("GANTRY_ALERTMANAGER_IMAGE", image("alertmanager"));
    variables.putAll(others);
    return Command.run(variables, List.of(command));
  }

  /** What {@code docker} answers, without its last line break. */
  static String docker(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("docker"));
    command.addAll(List.of(arguments));
    return Command.run(Map.of(), command).orFail().strip();
  }

  /** Name and version of every service of the stack and its functions; a version is a change. */
  List<String> versions() throws IOException, InterruptedException {
    List<String> arguments =
        new ArrayList<>(
            List.of("service", "inspect", "--format", "{{.Spec.Name}} {{.Version.Index}}"));
    arguments.addAll(services());
    return docker(arguments.toArray(String[]::new)).lines().sorted().toList();
  }

  /** The tasks of a service that should run. */
  List<String> tasks(String service) throws IOException, InterruptedException {
    return docker(
            "service", "ps", "--quiet", "--filter", "desired-state=running", name + "_" + service)
        .lines()
        .sorted()
        .toList();
  }

  /** An address of a service's container that this machine reaches. */
  static String reachable(String service) throws IOException, InterruptedException {
    List<String> all = reachableAll(service);
    if (all.size() != 1) {
      throw new AssertionError(service + " has these addresses so far: " + all);
    }
    return all.getFirst();
  }

  /** The addresses of a service's containers that this machine reaches; those that have one. */
  static List<String> reachableAll(String service) throws IOException, InterruptedException {
    String containers =
        docker(
            "ps",
            "--no-trunc",
            "--quiet",
            "--filter",
            "label=com.docker.swarm.service.name=" + service);
    String json =
        docker("network", "inspect", "--format", "{{json .Containers}}", "docker_gwbridge");
    Map<?, ?> endpoints = read(json);
    List<String> found = new ArrayList<>();
    for (String container : containers.lines().toList()) {
      if (endpoints.get(container) instanceof Map<?, ?> endpoint) {
        found.add(String.valueOf(endpoint.get("IPv4Address")).split("/", 2)[0]);
      }
    }
    return found;
  }

  static Map<?, ?> read(String json) {
    try {
      return ApiJson.read(json.getBytes(StandardCharsets.UTF_8), Map.class);
    } catch (InvalidJsonException malformed) {
      throw new AssertionError(json, malformed);
    }
  }

  static String swarmState() throws IOException, InterruptedException {
    return docker("info", "--format", "{{.Swarm.LocalNodeState}}");
  }

  /** Takes everything down and says what of it is still there; nothing should be. */
  String remove() throws IOException, InterruptedException {
    Command down = run(Map.of(), "deploy/down", "--yes", "--data", "--swarm");
    StringBuilder left = new StringBuilder(down.status() == 0 ? "" : down.output());
    left.append(
        docker("ps", "--all", "--quiet", "--filter", "label=com.docker.stack.namespace=" + name));
    left.append(
        docker("volume", "ls", "--quiet", "--filter", "label=com.docker.stack.namespace=" + name));
    left.append(docker("network", "ls", "--quiet", "--filter", "name=" + name));
    if (!swarmState().equals(swarmBefore)) {
      left.append("the Swarm is ").append(swarmState());
    }
    return left.toString();
  }

  @Override
  public void close() throws IOException, InterruptedException {
    remove();
    if (swarmBefore.equals("inactive") && !swarmState().equals("inactive")) {
      Command.run("docker", "swarm", "leave", "--force");
    }
    for (String program : List.of("prometheus", "alertmanager")) {
      Command.run("docker", "rmi", "--force", image(program));
    }
    images.close();
  }

  private List<String> services() throws IOException, InterruptedException {
    List<String> found = new ArrayList<>();
    for (String label : List.of("com.docker.stack.namespace=" + name, "dev.gantry.owner=" + name)) {
      docker("service", "ls", "--quiet", "--filter", "label=" + label).lines().forEach(found::add);
    }
    return found;
  }
}
