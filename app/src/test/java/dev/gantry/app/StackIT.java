package dev.gantry.app;

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
    Eventually.holds(() -> assertThat(post("/function/up", "hello").body()).isEqualTo("HELLO"));
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
      Eventually.holds(() -> assertThat(stack.tasks("alertmanager")).isNotEqualTo(alertmanager));
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
    Eventually.holds(
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
      startGateway(second);
      HttpResponse<String> opened =
          send(
              stack.address() + "/system/session",
              HttpRequest.newBuilder()
                  .header("Authorization", basic())
                  .POST(BodyPublishers.noBody()));
      assertThat(opened.statusCode()).isEqualTo(200);
      String cookie = opened.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];

      Eventually.holds(
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
      Eventually.holds(
          () ->
              assertThat(
                      SwarmStack.docker(
                          "ps",
                          "--all",
                          "--quiet",
                          "--filter",
                          "label=com.docker.swarm.service.name=" + second))
                  .isEmpty());
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

  private static void startGateway(String name) throws Exception {
    SwarmStack.docker(
        "service",
        "create",
        "--detach",
        "--quiet",
        "--name",
        name,
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
        "GANTRY_OWNER=" + stack.name(),
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
