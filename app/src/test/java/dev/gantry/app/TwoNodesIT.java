package dev.gantry.app;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gantry.app.TwoMachines.Machine;
import dev.gantry.tck.SteadyLoad;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A Swarm of two machines, deployed by {@code deploy/up} on the first: functions on both, and what
 * becomes of calls when the second is taken out, and when it dies.
 *
 * <p>In that order, as nothing comes after a dead machine.
 */
@NeedsProgram({"docker", "gcc", "patchelf", "busybox", "curl", "prometheus"})
@TestMethodOrder(OrderAnnotation.class)
@Timeout(240)
final class TwoNodesIT {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int CALLS_A_SECOND = 40;
  private static final String PASSWORD = "for-two-machines";

  /** Says in its log which call it took, and in its answer in which container. */
  private static final String FUNCTION =
      """
      {"service": "where", "image": "gantry/samples:latest",
       "envProcess": "sh -c 'echo took-$Http_Path-$Http_Query. >&2; uname -n; exec cat'",
       "envVars": {"combine_output": "false"},
       "labels": {"com.openfaas.scale.min": "4", "com.openfaas.scale.factor": "0",
       "dev.gantry.timeout": "10s"}}
      """;

  @TempDir private static Path folder;

  private static TwoMachines machines;
  private static HttpClient client;

  @BeforeAll
  static void start() throws Exception {
    Optional<TwoMachines> made = TwoMachines.start(folder);
    assumeTrue(made.isPresent(), "two machines cannot be made here");
    machines = made.orElseThrow();
    client = HttpClient.newHttpClient();
    Machine first = machines.first();
    first.run(Map.of(), "images/build").orFail();
    String prometheus = "prom/prometheus:v2.55.1";
    String alertmanager = "prom/alertmanager:v0.27.0";
    first.run(Map.of(), "deploy/debian-image", prometheus, "prometheus", "/prometheus").orFail();
    String templates = "/usr/share/prometheus/alertmanager/";
    first
        .run(
            Map.of(),
            "deploy/debian-image",
            alertmanager,
            "prometheus-alertmanager",
            "/alertmanager",
            templates + "default.tmpl",
            templates + "email.tmpl")
        .orFail();
    copy("gantry/gateway:latest", "gantry/samples:latest", prometheus, alertmanager);
    up(1).orFail();
  }

  @AfterAll
  static void stop() throws Exception {
    if (machines != null) {
      machines.close();
      client.close();
    }
  }

  @Test
  @Order(1)
  void anotherSwarmHasAPasswordOfItsOwnAndTheKeptOneStays() throws Exception {
    Machine second = machines.second();

    Command up =
        second.run(settings("10.218.0.2", Map.of("GANTRY_WAIT", "1")), "deploy/up", "--no-samples");

    List<String> kept = passwords();
    assertThat(kept).as(up.output()).hasSize(2).contains(PASSWORD).doesNotHaveDuplicates();
    second.docker("swarm", "leave", "--force");
    assertThat(up(1).orFail()).contains("is as it should be", PASSWORD);
    assertThat(passwords()).isEqualTo(kept);
  }

  @Test
  @Order(2)
  void aFunctionIsOnBothMachinesAndCallsCrossBetweenThem() throws Exception {
    String token = machines.first().docker("swarm", "join-token", "--quiet", "worker");
    machines.second().docker("swarm", "join", "--token", token, "10.218.0.1:2377");
    assertThat(send("POST", "/system/functions", FUNCTION).statusCode()).isEqualTo(202);
    Set<String> everywhere = new TreeSet<>();
    eventually(
        LIMIT,
        () -> {
          List<String> there = replicas(machines.second());
          everywhere.clear();
          everywhere.addAll(replicas(machines.first()));
          assertThat(there).isNotEmpty();
          assertThat(everywhere).isNotEmpty();
          everywhere.addAll(there);
          assertThat(everywhere).hasSize(4);
        });

    Set<String> answered = new TreeSet<>();
    eventually(
        LIMIT,
        () -> {
          answered.add(send("POST", "/function/where", "").body().strip());
          assertThat(answered).isEqualTo(everywhere);
        });
  }

  @Test
  @Order(3)
  void eachManagerHasAGatewayOfItsOwnWhenTwoAreAskedFor() throws Exception {
    Machine second = machines.second();
    String name = second.docker("info", "--format", "{{.Swarm.NodeID}}");
    machines.first().docker("node", "promote", name);
    try {
      up(2).orFail();

      eventually(
          LIMIT,
          () ->
              assertThat(curl(second, "--data", "call", "http://127.0.0.1:8080/function/where"))
                  .endsWith("call"));
      assertThat(curl(second, "-u", "admin:" + PASSWORD, "http://127.0.0.1:8080/system/functions"))
          .contains("\"name\":\"where\"");
      assertThat(send("POST", "/function/where", "call").body()).endsWith("call");
    } finally {
      machines.first().docker("node", "demote", name);
      up(1).orFail();
    }
  }

  @Test
  @Order(4)
  void losesNoCallWhenAMachineIsDrained() throws Exception {
    String name = machines.second().docker("info", "--format", "{{.Swarm.NodeID}}");
    try (SteadyLoad load = SteadyLoad.start(uri("/function/where"), CALLS_A_SECOND)) {
      machines.first().docker("node", "update", "--availability", "drain", name);
      eventually(
          LIMIT,
          () -> {
            assertThat(replicas(machines.second())).isEmpty();
            assertThat(available()).isEqualTo(4);
          });
      Map<Integer, String> failures = load.finish();

      System.out.printf("%d calls while a node drained, failed: %s%n", load.sent(), failures);
      assertThat(failures).isEmpty();
      assertThat(load.sent()).isGreaterThan(CALLS_A_SECOND);
    } finally {
      machines.first().docker("node", "update", "--availability", "active", name);
    }
  }

  @Test
  @Order(5)
  void losesNoCallButThoseOnAMachineThatDies() throws Exception {
    // Those that are new go where fewer are.
    send("POST", "/system/scale-function/where", "{\"replicas\": 6}");
    eventually(
        LIMIT,
        () -> {
          assertThat(replicas(machines.second())).isNotEmpty();
          assertThat(available()).isEqualTo(6);
        });
    int there = replicas(machines.second()).size();
    CompletableFuture<HttpResponse<String>> stuck = callThatWouldTakeTenMinutes();
    try (SteadyLoad load = SteadyLoad.start(uri("/function/where/dying"), CALLS_A_SECOND)) {
      eventually(LIMIT, () -> assertThat(load.sent()).isGreaterThan(CALLS_A_SECOND));
      machines.loseSecond();
      long lost = System.nanoTime();
      eventually(LIMIT, () -> assertThat(available()).isLessThanOrEqualTo(6 - there));
      int noticed = load.sent();
      final double out = secondsSince(lost);
      eventually(
          LIMIT,
          () -> {
            assertThat(replicas(machines.first())).hasSize(6);
            assertThat(available()).isEqualTo(6);
          });
      final double back = secondsSince(lost);
      Map<Integer, String> failures = load.finish();

      System.out.printf(
          "%d calls while a node died: its %d replicas of 6 out of rotation after %.1f s, back on"
              + " the other after %.1f s; failed: %s%n",
          load.sent(), there, out, back, counted(failures));
      assertThat(failures.keySet()).allMatch(number -> number <= noticed);
      assertThat(takenByTheFirst()).hasSizeGreaterThan(CALLS_A_SECOND);
      assertThat(takenByTheFirst()).doesNotContainAnyElementsOf(failures.keySet());
    }
    eventually(LIMIT, () -> assertThat(stuck).isDone());
    assertThat(stuck.get().statusCode()).isEqualTo(502);
  }

  /** Runs on the second machine when it returns. */
  private static CompletableFuture<HttpResponse<String>> callThatWouldTakeTenMinutes()
      throws Exception {
    String node = machines.second().docker("info", "--format", "{{.Swarm.NodeID}}");
    String stuck =
        """
        {"service": "stuck", "image": "gantry/samples:latest", "envProcess": "sleep 600",
         "constraints": ["node.id == %s"],
         "envVars": {"exec_timeout": "11m", "read_timeout": "11m", "write_timeout": "11m"},
         "labels": {"com.openfaas.scale.factor": "0", "dev.gantry.timeout": "10m"}}
        """
            .formatted(node);
    assertThat(send("POST", "/system/functions", stuck).statusCode()).isEqualTo(202);
    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(
            HttpRequest.newBuilder(uri("/function/stuck")).build(), BodyHandlers.ofString());
    eventually(
        LIMIT,
        () -> {
          StringBuilder processes = new StringBuilder();
          for (String each : machines.second().docker("ps", "--quiet").lines().toList()) {
            processes.append(machines.second().docker("top", each));
          }
          assertThat(processes).contains("sleep 600");
        });
    return answer;
  }

  private static Command up(int gateways) throws Exception {
    Map<String, String> settings =
        settings(
            "10.218.0.1",
            Map.of("GANTRY_GATEWAYS", String.valueOf(gateways), "GANTRY_PASSWORD", PASSWORD));
    return machines.first().run(settings, "deploy/up", "--no-samples");
  }

  private static Map<String, String> settings(String address, Map<String, String> others) {
    Map<String, String> settings = new HashMap<>(others);
    settings.put("GANTRY_ADVERTISE_ADDR", address);
    settings.put("GANTRY_STATE", folder.resolve("state").toString());
    return settings;
  }

  private static List<String> passwords() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("state"))) {
      List<String> found = new ArrayList<>();
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String text = Files.readString(file).strip();
        // Another file says that the Swarm was made here.
        if (!text.isEmpty()) {
          found.add(text);
        }
      }
      return found;
    }
  }

  private static void copy(String... images) throws Exception {
    Command.run(
            "sh",
            "-c",
            "docker --host unix://%s save %s | docker --host unix://%s load"
                .formatted(
                    machines.first().socket(),
                    String.join(" ", images),
                    machines.second().socket()))
        .orFail();
  }

  /** The containers of the function that run on a machine, as they call themselves. */
  private static List<String> replicas(Machine machine) throws Exception {
    return machine
        .docker("ps", "--quiet", "--filter", "label=dev.gantry.function=where")
        .lines()
        .toList();
  }

  /** How many replicas take calls, as the gateway says. */
  private static int available() throws Exception {
    String state = send("GET", "/system/function/where", "").body();
    return SwarmStack.read(state).get("availableReplicas") instanceof Number number
        ? number.intValue()
        : -1;
  }

  /** The calls that came to a replica on the first machine, also to one that is gone. */
  private static Set<Integer> takenByTheFirst() throws Exception {
    String logs =
        Command.run(
                "sh",
                "-c",
                """
                export DOCKER_HOST=unix://%s
                for id in $(docker ps --all --quiet --filter label=dev.gantry.function=where); do
                  docker logs "$id" 2>&1
                done | sed -n 's/.*took-.dying-\\([0-9]*\\)\\..*/\\1/p'
                """
                    .formatted(machines.first().socket()))
            .orFail();
    return logs.lines()
        .filter(line -> !line.isEmpty())
        .map(Integer::valueOf)
        .collect(Collectors.toSet());
  }

  private static Map<String, Integer> counted(Map<Integer, String> failures) {
    Map<String, Integer> counts = new TreeMap<>();
    failures.values().forEach(reason -> counts.merge(reason, 1, Integer::sum));
    return counts;
  }

  private static double secondsSince(long nanos) {
    return (System.nanoTime() - nanos) / 1e9;
  }

  private static String curl(Machine machine, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("curl", "-sS", "--max-time", "10"));
    command.addAll(List.of(arguments));
    return machine.run(Map.of(), command.toArray(String[]::new)).output();
  }

  private static HttpResponse<String> send(String method, String path, String body)
      throws Exception {
    String pair = "admin:" + PASSWORD;
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path))
            .method(method, BodyPublishers.ofString(body))
            .timeout(Duration.ofSeconds(30));
    if (path.startsWith("/system/")) {
      byte[] bytes = pair.getBytes(StandardCharsets.UTF_8);
      request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes));
    }
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException notYet) {
      throw new AssertionError(path, notYet);
    }
  }

  private static URI uri(String path) {
    return URI.create("http://" + machines.address() + ":8080" + path);
  }
}
