package dev.gantry.app;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code deploy/up} from nothing to a first answered call, again, and {@code deploy/down}. */
@NeedsProgram({
  "docker",
  "gcc",
  "patchelf",
  "busybox",
  "curl",
  "prometheus",
  "prometheus-alertmanager"
})
final class StackIT {

  @TempDir private static Path state;

  private static SwarmStack stack;
  private static Command up;
  private static HttpClient client;

  @BeforeAll
  static void start() throws Exception {
    stack = SwarmStack.prepare(state.resolve("stack"));
    client = HttpClient.newHttpClient();
    up = stack.run(Map.of(), "deploy/up");
  }

  @AfterAll
  static void remove() throws Exception {
    if (stack != null) {
      try (SwarmStack closing = stack) {
        assertThat(closing.remove()).isEmpty();
      }
      client.close();
    }
  }

  @Test
  void printsCommandsThatWorkAsTheyStandThere() throws Exception {
    assertThat(up.orFail()).contains("Gantry is ready.", "user       admin", stack.address());
    List<String> commands =
        up.output()
            .lines()
            .dropWhile(line -> !line.equals("Try:"))
            .skip(1)
            .map(String::strip)
            .toList();
    assertThat(commands).hasSize(4);

    assertThat(sh(commands.get(0))).isEqualTo("hello");
    assertThat(sh(commands.get(1))).contains("\"name\":\"echo\"", "\"name\":\"hash\"");
    sh(commands.get(2));
    eventually(() -> assertThat(post("/function/up", "hello").body()).isEqualTo("HELLO"));
    assertThat(sh(commands.get(3))).contains(stack.name() + "_gateway");
  }

  @Test
  void changesNothingWhenNothingChanged() throws Exception {
    List<String> before = stack.versions();

    String again = stack.run(Map.of(), "deploy/up").orFail();

    assertThat(again).contains("is as it should be", password());
    assertThat(stack.versions()).isEqualTo(before);
  }

  @Test
  void replacesOnlyWhatChanged() throws Exception {
    List<String> gateway = stack.tasks("gateway");
    List<String> prometheus = stack.tasks("prometheus");
    List<String> alertmanager = stack.tasks("alertmanager");
    String other = stack.image("alertmanager") + "-other";
    SwarmStack.docker("tag", stack.image("alertmanager"), other);
    try {
      stack.run(Map.of("GANTRY_ALERTMANAGER_IMAGE", other), "deploy/up").orFail();

      assertThat(stack.tasks("gateway")).isEqualTo(gateway);
      assertThat(stack.tasks("prometheus")).isEqualTo(prometheus);
      eventually(() -> assertThat(stack.tasks("alertmanager")).isNotEqualTo(alertmanager));
    } finally {
      stack.run(Map.of(), "deploy/up").orFail();
      Command.run("docker", "rmi", other);
    }
  }

  @Test
  void runsTheGatewayWithoutRightsOnAReadOnlyRoot() throws Exception {
    String container =
        SwarmStack.docker(
            "ps", "--quiet", "--filter", "label=com.docker.swarm.service.name=" + gateway());

    assertThat(
            SwarmStack.docker(
                "inspect",
                "--format",
                "{{.Config.User}} {{.HostConfig.ReadonlyRootfs}}",
                container))
        .matches("10001:[0-9]+ true");
    assertThat(SwarmStack.docker("inspect", container)).doesNotContain(password());
  }

  @Test
  void prometheusReadsTheGatewayAndKnowsTheAlertmanager() throws Exception {
    eventually(
        () -> {
          assertThat(prometheus("query?query=" + encoded("up{job=\"gateway\"} == 1")))
              .contains("\"job\":\"gateway\"");
          assertThat(prometheus("alertmanagers"))
              .contains("http://alertmanager:9093/api/v2/alerts");
          assertThat(prometheus("rules")).contains("APIHighInvocationRate");
        });
  }

  /** Nothing is shared but the Swarm and the two secrets. */
  @Test
  void anotherGatewayServesTheSameFunctionsAndTakesTheSessionsOfTheFirst() throws Exception {
    String second = stack.name() + "_second";
    try {
      startGateways(second, stack.name(), 1);
      HttpResponse<String> opened =
          send(
              stack.address() + "/system/session",
              HttpRequest.newBuilder()
                  .header("Authorization", basic())
                  .POST(BodyPublishers.noBody()));
      assertThat(opened.statusCode()).isEqualTo(200);
      String cookie = opened.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];

      eventually(
          () -> {
            String other = "http://" + SwarmStack.reachable(second) + ":8080";
            HttpResponse<String> listed = functions(other, cookie);
            assertThat(listed.statusCode()).isEqualTo(200);
            assertThat(listed.body()).contains("\"name\":\"echo\"");
            assertThat(functions(other, cookie + "x").statusCode()).isEqualTo(401);
            assertThat(
                    send(
                            other + "/function/echo",
                            HttpRequest.newBuilder().POST(BodyPublishers.ofString("again")))
                        .body())
                .isEqualTo("again");
          });
    } finally {
      Command.run("docker", "service", "rm", second);
      awaitEnd(second);
    }
  }

  @Test
  void aGatewayOutsideOfTheNetworkNamesTheScript() throws Exception {
    Command outside =
        Command.run(
            "docker",
            "run",
            "--rm",
            "--read-only",
            "--tmpfs",
            "/tmp",
            "--user",
            "10001:" + group(),
            "--volume",
            SwarmStack.socket() + ":/var/run/docker.sock",
            "--env",
            "GANTRY_PROVIDER=swarm",
            "--env",
            "GANTRY_NETWORK=" + stack.network(),
            stack.images().gateway());

    assertThat(outside.status()).isEqualTo(2);
    assertThat(outside.output()).contains("error: ", "deploy/up");
  }

  @ParameterizedTest
  @CsvSource({
    "GANTRY_PORT, http, whole number",
    "GANTRY_PORT, 0, whole number",
    "GANTRY_GATEWAYS, many, whole number",
    "GANTRY_STACK, Übung, lower-case",
    "GANTRY_NETWORK, a b, letters",
    "GANTRY_SOCKET_GROUP, docker, whole number",
  })
  void refusesABadSettingWithItsName(String variable, String value, String expected)
      throws Exception {
    List<String> before = stack.versions();

    Command refused = stack.run(Map.of(variable, value), "deploy/up");

    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.output()).contains("error: " + variable, value, expected);
    assertThat(stack.versions()).isEqualTo(before);
  }

  @Test
  void removesNothingUnlessSomebodySaysYes() throws Exception {
    List<String> before = stack.versions();

    Command down = stack.run(Map.of(), "deploy/down");

    assertThat(down.status()).isEqualTo(1);
    assertThat(down.output()).contains("Go on? [y/N]", "nothing was removed");
    assertThat(stack.versions()).isEqualTo(before);
  }

  @Test
  void saysWhichImageIsMissingAndHowToNameAnother() throws Exception {
    List<String> before = stack.versions();

    Command failed =
        stack.run(Map.of("GANTRY_PROMETHEUS_IMAGE", "127.0.0.1:1/none:1"), "deploy/up");

    assertThat(failed.status()).isEqualTo(1);
    assertThat(failed.output())
        .contains("127.0.0.1:1/none:1 could not be pulled", "GANTRY_PROMETHEUS_IMAGE=IMAGE");
    assertThat(stack.versions()).isEqualTo(before);
  }

  /** Of one service, and over functions of their own, so that the stack's gateway has no part. */
  @Test
  void gatewaysOfOneServiceAddUpTheirCallsAndWaitForEachOther() throws Exception {
    String pair = stack.name() + "_pair";
    String function = "of-" + stack.name();
    try {
      startGateways(pair, pair, 2);
      eventually(
          () -> {
            List<String> seen = new ArrayList<>();
            for (String gateway : pair(pair)) {
              String page = page(gateway);
              assertThat(page).contains("gantry_gateways 2.0");
              seen.add(page.contains("gantry_gateway_acts 1.0") ? "acts" : "rests");
            }
            assertThat(seen).containsExactlyInAnyOrder("acts", "rests");
          });
      List<String> gateways = new ArrayList<>(pair(pair));
      String other =
          page(gateways.get(0)).contains("gantry_gateway_acts 1.0")
              ? gateways.get(1)
              : gateways.get(0);
      gateways.remove(other);
      String acting = gateways.getFirst();
      deploy("POST", acting, function, "1");
      eventually(() -> assertThat(echo(acting, function).statusCode()).isEqualTo(200));
      for (int i = 0; i < 3; i++) {
        eventually(() -> assertThat(echo(other, function).body()).isEqualTo("again"));
      }
      eventually(
          () -> {
            // It would rest if nobody called it for as long as this may take.
            assertThat(echo(acting, function).statusCode()).isEqualTo(200);
            int calls = calls(acting, function);
            assertThat(calls).isGreaterThanOrEqualTo(4).isEqualTo(calls(other, function));
          });

      try (RawConnection held = RawConnection.to(URI.create(other))) {
        held.send(
            "POST /function/"
                + function
                + " HTTP/1.1\nHost: h\nConnection: close\nContent-Length: 2\n\nx");
        deploy("PUT", acting, function, "2");
        eventually(() -> assertThat(phase(function + "__2")).isEqualTo("current"));
        for (int i = 0; i < 50; i++) {
          assertThat(echo(acting, function).body()).isEqualTo("again");
        }
        assertThat(phase(function)).isEqualTo("current");
        assertThat(scaling(acting, function)).doesNotContain("\"zero\"");

        assertThat(held.send("y").readAll()).contains(" 200 ").contains("xy");
      }
      eventually(() -> assertThat(phase(function)).isEmpty());
      eventually(
          () -> {
            assertThat(scaling(acting, function)).containsOnlyOnce("\"zero\"");
            assertThat(scaling(other, function)).containsOnlyOnce("\"zero\"");
          });
      assertThat(echo(other, function).body()).isEqualTo("again");
    } finally {
      Command.run("docker", "service", "rm", pair);
      for (String service : List.of(function, function + "__2")) {
        Command.run("docker", "service", "rm", service);
      }
      awaitEnd(pair);
      awaitEnd(function);
      awaitEnd(function + "__2");
    }
  }

  /** Where the two gateways of a service are, once both have an address. */
  private static List<String> pair(String service) throws Exception {
    List<String> found =
        SwarmStack.reachableAll(service).stream().map(at -> "http://" + at + ":8080").toList();
    assertThat(found).hasSize(2);
    return found;
  }

  private static String page(String gateway) throws Exception {
    return send(gateway.replace(":8080", ":8082") + "/metrics", HttpRequest.newBuilder().GET())
        .body();
  }

  private static void deploy(String method, String gateway, String function, String version)
      throws Exception {
    String deployment =
        """
        {"service": "%s", "image": "%s", "envProcess": "cat", "envVars": {"version": "%s"},
         "labels": {"com.openfaas.scale.zero": "true",
                    "com.openfaas.scale.zero-duration": "3s"}}
        """
            .formatted(function, stack.images().samples(), version);
    HttpResponse<String> answer =
        send(
            gateway + "/system/functions",
            HttpRequest.newBuilder()
                .header("Authorization", basic())
                .method(method, BodyPublishers.ofString(deployment)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
  }

  private static HttpResponse<String> echo(String gateway, String function) throws Exception {
    return send(
        gateway + "/function/" + function,
        HttpRequest.newBuilder().POST(BodyPublishers.ofString("again")));
  }

  private static int calls(String gateway, String function) throws Exception {
    String status = system(gateway, "/system/function/" + function);
    Matcher count = Pattern.compile("\"invocationCount\":([0-9]+)").matcher(status);
    assertThat(count.find()).as(status).isTrue();
    return Integer.parseInt(count.group(1));
  }

  private static String scaling(String gateway, String function) throws Exception {
    return system(gateway, "/system/scaling/" + function);
  }

  private static String system(String gateway, String path) throws Exception {
    return send(gateway + path, HttpRequest.newBuilder().header("Authorization", basic()).GET())
        .body();
  }

  /** The phase of one of a function's services; empty when there is no such service. */
  private static String phase(String service) throws Exception {
    Command inspect =
        Command.run(
            "docker",
            "service",
            "inspect",
            "--format",
            "{{index .Spec.Labels \"dev.gantry.phase\"}}",
            service);
    return inspect.status() == 0 ? inspect.output().strip() : "";
  }

  private static void awaitEnd(String service) throws Exception {
    eventually(
        () ->
            assertThat(
                    SwarmStack.docker(
                        "ps",
                        "--all",
                        "--quiet",
                        "--filter",
                        "label=com.docker.swarm.service.name=" + service))
                .isEmpty());
  }

  private static void startGateways(String name, String owner, int count) throws Exception {
    SwarmStack.docker(
        "service",
        "create",
        "--detach",
        "--quiet",
        "--name",
        name,
        "--replicas",
        String.valueOf(count),
        "--user",
        "10001:" + group(),
        "--read-only",
        "--endpoint-mode",
        "dnsrr",
        "--mount",
        "type=bind,source=" + SwarmStack.socket() + ",target=/var/run/docker.sock",
        "--mount",
        "type=tmpfs,target=/tmp",
        "--network",
        stack.network(),
        "--secret",
        "source=" + stack.name() + "-basic-auth-user,target=basic-auth-user",
        "--secret",
        "source=" + stack.name() + "-basic-auth-password,target=basic-auth-password",
        "--env",
        "GANTRY_PROVIDER=swarm",
        "--env",
        "GANTRY_OWNER=" + owner,
        "--env",
        "GANTRY_NETWORK=" + stack.network(),
        "--env",
        "GANTRY_CREDENTIALS=/run/secrets",
        "--env",
        "GANTRY_NO_SAMPLES=true",
        "--no-healthcheck",
        "--no-resolve-image",
        stack.images().gateway());
  }

  private static String gateway() {
    return stack.name() + "_gateway";
  }

  private static String group() throws Exception {
    return Command.run("stat", "-L", "-c", "%g", SwarmStack.socket()).orFail().strip();
  }

  private static String password() {
    Matcher printed = Pattern.compile("password +(\\S+)").matcher(up.output());
    assertThat(printed.find()).as(up.output()).isTrue();
    return printed.group(1);
  }

  private static String basic() {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString(("admin:" + password()).getBytes(StandardCharsets.UTF_8));
  }

  private static HttpResponse<String> functions(String gateway, String cookie) throws Exception {
    return send(
        gateway + "/system/functions", HttpRequest.newBuilder().header("Cookie", cookie).GET());
  }

  private static HttpResponse<String> post(String path, String body) throws Exception {
    return send(
        stack.address() + path, HttpRequest.newBuilder().POST(BodyPublishers.ofString(body)));
  }

  private static String prometheus(String path) throws Exception {
    String address = "http://" + SwarmStack.reachable(stack.name() + "_prometheus") + ":9090";
    return send(address + "/api/v1/" + path, HttpRequest.newBuilder().GET()).body();
  }

  /** An address that does not answer yet is asked again by who waits. */
  private static HttpResponse<String> send(String address, HttpRequest.Builder request)
      throws Exception {
    try {
      return client.send(request.uri(URI.create(address)).build(), BodyHandlers.ofString());
    } catch (IOException notYet) {
      throw new AssertionError(address, notYet);
    }
  }

  private static String encoded(String query) {
    return URLEncoder.encode(query, StandardCharsets.UTF_8);
  }

  private static String sh(String command) throws Exception {
    return Command.run("sh", "-c", command + " 2>/dev/null").orFail();
  }
}
