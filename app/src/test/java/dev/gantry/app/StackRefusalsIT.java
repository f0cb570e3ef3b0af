package dev.gantry.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code deploy/up} and {@code deploy/down} refuse before they change anything: with the
 * reason and what to do.
 */
@NeedsProgram({"docker", "gcc", "patchelf", "busybox", "curl", "prometheus"})
final class StackRefusalsIT {

  @TempDir private static Path state;
  @TempDir private static Path folder;

  private static SwarmStack stack;

  @BeforeAll
  static void start() throws Exception {
    stack = SwarmStack.prepare(state);
    stack.run(Map.of(), "deploy/up", "--no-samples").orFail();
  }

  @AfterAll
  static void remove() throws Exception {
    if (stack != null) {
      stack.close();
    }
  }

  @Test
  void leavesAStrangersStackOfTheSameNameAlone() throws Exception {
    String name = stack.name() + "-other";
    String service = name + "_web";
    SwarmStack.docker(
        "service",
        "create",
        "--detach",
        "--quiet",
        "--name",
        service,
        "--replicas",
        "0",
        "--label",
        "com.docker.stack.namespace=" + name,
        "--no-resolve-image",
        stack.images().samples());
    try {
      String before = version(service);
      Map<String, String> settings = Map.of("GANTRY_STACK", name);

      Command up = stack.run(settings, "deploy/up", "--no-samples");
      Command down = stack.run(settings, "deploy/down", "--yes", "--data");

      for (Command refused : List.of(up, down)) {
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.output())
            .contains("service " + service, "not Gantry's", "nothing was changed", "GANTRY_STACK=");
      }
      assertThat(version(service)).isEqualTo(before);
      for (String kind : List.of("service", "secret", "config", "network")) {
        assertThat(SwarmStack.docker(kind, "ls", "--format", "{{.Name}}").lines())
            .filteredOn(found -> found.startsWith(name))
            .isSubsetOf(service);
      }
    } finally {
      SwarmStack.docker("service", "rm", service);
    }
  }

  @Test
  void wantsAManagerForEachGateway() throws Exception {
    refuses(
        Map.of("GANTRY_GATEWAYS", "2"),
        "GANTRY_GATEWAYS",
        "this Swarm has 1",
        "docker swarm join-token manager");
  }

  @Test
  void saysThatAPortIsTaken() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      String port = String.valueOf(other.getLocalPort());

      refuses(
          Map.of("GANTRY_PORT", port),
          "GANTRY_PORT: port " + port + " of this machine is taken",
          "GANTRY_PORT=PORT deploy/up");
    }
  }

  @Test
  void keepsThePasswordThatIsRight() throws Exception {
    String kept = kept();

    refuses(
        Map.of("GANTRY_PASSWORD", "another-one"),
        "the gateway does not take the password of GANTRY_PASSWORD");

    assertThat(kept()).isEqualTo(kept).doesNotContain("another-one");
  }

  @Test
  void keepsThePasswordThatIsGivenOnAnotherMachine() throws Exception {
    String password = kept();
    Map<String, String> elsewhere = Map.of("GANTRY_STATE", folder.resolve("elsewhere").toString());

    Command unknown = stack.run(elsewhere, "deploy/up", "--no-samples");
    Command given =
        stack.run(
            Map.of("GANTRY_STATE", elsewhere.get("GANTRY_STATE"), "GANTRY_PASSWORD", password),
            "deploy/up",
            "--no-samples");
    Command known = stack.run(elsewhere, "deploy/up", "--no-samples");

    assertThat(unknown.status()).isEqualTo(1);
    assertThat(unknown.output()).contains("was made elsewhere", "GANTRY_PASSWORD=");
    given.orFail();
    assertThat(known.orFail()).contains("password   " + password);
  }

  @Test
  void wantsAPlaceForThePassword() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");

    refuses(
        Map.of("GANTRY_STATE", file.resolve("state").toString()),
        "where the password is to be kept",
        "GANTRY_STATE=FOLDER");
  }

  @Test
  void saysHowToReachAnEngine() throws Exception {
    Command refused = stack.run(Map.of("DOCKER_HOST", "unix:///nowhere/docker.sock"), "deploy/up");

    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.output())
        .contains("no Docker engine answered at unix:///nowhere/docker.sock", "try: start it");
  }

  @Test
  void saysHowToGoOnWhenItIsStopped() throws Exception {
    Path output = folder.resolve("stopped.log");
    // No gateway answers at that port, so that it waits until it is stopped.
    Map<String, String> settings =
        Map.of("GANTRY_PORT", String.valueOf(FreePort.find()), "OUTPUT", output.toString());
    try {
      Command stopped =
          stack.run(
              settings,
              "sh",
              "-c",
              """
              deploy/up --no-samples >"$OUTPUT" 2>&1 &
              tries=0
              until grep -q '^deploying' "$OUTPUT" || [ $tries -gt 600 ]; do
                tries=$((tries + 1))
                sleep 0.1
              done
              kill -TERM $!
              wait $! || echo "status $?"
              """);

      assertThat(stopped.output()).contains("status 143");
      assertThat(Files.readString(output)).contains("stopped: what was made", "try: deploy/up");
    } finally {
      stack.run(Map.of(), "deploy/up", "--no-samples").orFail();
    }
  }

  @Test
  void saysWhenThereIsNothingToRemove() throws Exception {
    Command down =
        stack.run(Map.of("GANTRY_STACK", stack.name() + "-none"), "deploy/down", "--yes");

    assertThat(down.orFail()).contains("There is nothing of a stack " + stack.name() + "-none");
  }

  private static void refuses(Map<String, String> settings, String... words) throws Exception {
    List<String> before = stack.versions();

    Command refused = stack.run(settings, "deploy/up", "--no-samples");

    assertThat(refused.status()).as(refused.output()).isEqualTo(1);
    assertThat(refused.output()).contains(words).contains("error: ", "  try: ");
    assertThat(stack.versions()).isEqualTo(before);
  }

  private static String version(String service) throws Exception {
    return SwarmStack.docker(
        "service", "inspect", "--format", "{{.ID}} {{.Version.Index}}", service);
  }

  private static String kept() throws Exception {
    String swarm = SwarmStack.docker("info", "--format", "{{.Swarm.Cluster.ID}}");
    return Files.readString(state.resolve(swarm).resolve("basic-auth-password")).strip();
  }
}
