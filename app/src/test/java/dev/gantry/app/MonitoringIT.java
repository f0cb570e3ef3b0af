package dev.gantry.app;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.api.ApiJson;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The files of {@code deploy/} for Prometheus, Alertmanager and Grafana: judged by their own tools,
 * and the dashboard's queries answered by a real Prometheus that reads a real gateway.
 */
@NeedsProgram({"prometheus", "promtool", "amtool"})
final class MonitoringIT {

  private static final Path DEPLOY = RunningGantry.home().resolve("deploy");
  private static final Path DASHBOARD = DEPLOY.resolve("grafana/gantry.json");

  @TempDir private static Path data;
  @TempDir private static Path folder;

  private static RunningGantry gantry;
  private static Process prometheus;
  private static HttpClient client;
  private static int port;

  @BeforeAll
  static void start() throws Exception {
    gantry = RunningGantry.start(data, "--no-samples");
    gantry.deploy("{\"service\":\"up\",\"envProcess\":\"cat\"}", "up");
    client = HttpClient.newHttpClient();
    port = FreePort.find();
    Path config =
        Files.writeString(
            folder.resolve("prometheus.yml"),
            """
            global: {scrape_interval: 200ms, scrape_timeout: 200ms, evaluation_interval: 200ms}
            rule_files: ["%s"]
            scrape_configs:
              - job_name: gateway
                static_configs: [{targets: ["%s"]}]
            """
                .formatted(
                    DEPLOY.resolve("prometheus/alert.rules.yml"), gantry.metrics().getAuthority()));
    prometheus =
        new ProcessBuilder(
                "prometheus",
                "--config.file=" + config,
                "--storage.tsdb.path=" + folder.resolve("tsdb"),
                "--web.listen-address=127.0.0.1:" + port)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("prometheus.log").toFile())
            .start();
    callUntilRatesAreKnown();
  }

  @AfterAll
  static void stop() throws Exception {
    if (prometheus != null) {
      prometheus.destroy();
      if (!prometheus.waitFor(20, TimeUnit.SECONDS)) {
        prometheus.destroyForcibly().waitFor();
      }
    }
    gantry.close();
    client.close();
  }

  @Test
  void theToolsFindNothingWrong() throws Exception {
    Command.run("promtool", "check", "config", DEPLOY.resolve("prometheus/prometheus.yml") + "")
        .orFail();
    Command.run("amtool", "check-config", DEPLOY.resolve("alertmanager/alertmanager.yml") + "")
        .orFail();
  }

  /** The rule that clients of old know, through promtool's own simulation. */
  @Test
  void theAlertFiresAfterFiveSecondsOfMoreThanFiveCallsASecond() throws Exception {
    Path test =
        Files.writeString(
            folder.resolve("rules-test.yml"),
            """
            rule_files: ["%s"]
            evaluation_interval: 5s
            tests:
              - interval: 1s
                input_series:
                  - series: 'gateway_function_invocation_total{function_name="busy.ns",code="200"}'
                    values: '0+6x60'
                  - series: 'gateway_function_invocation_total{function_name="calm.ns",code="200"}'
                    values: '0+5x60'
                  - series: 'gateway_function_invocation_total{function_name="broken.ns",code="500"}'
                    values: '0+9x60'
                alert_rule_test:
                  - eval_time: 30s
                    alertname: APIHighInvocationRate
                    exp_alerts:
                      - exp_labels: {function_name: busy.ns, service: gateway, severity: major}
                        exp_annotations:
                          summary: many calls of busy.ns
                          description: busy.ns answers 6 calls a second
            """
                .formatted(DEPLOY.resolve("prometheus/alert.rules.yml")));

    Command.run("promtool", "test", "rules", test.toString()).orFail();
  }

  static Stream<String> queries() throws Exception {
    Map<?, ?> dashboard = ApiJson.read(Files.readAllBytes(DASHBOARD), Map.class);
    return list(dashboard.get("panels")).stream()
        .flatMap(panel -> list(((Map<?, ?>) panel).get("targets")).stream())
        .map(target -> String.valueOf(((Map<?, ?>) target).get("expr")));
  }

  @ParameterizedTest
  @MethodSource("queries")
  void thePanelHasSomethingToShow(String query) throws Exception {
    // Nothing is known for a moment when the gateway was too busy to be read in time.
    eventually(() -> assertThat(ask(query.replace("$function", "up.*"))).isNotEmpty());
  }

  @Test
  void thePanelsLeaveNoGapAndUseTheDataSourceThatIsThere() throws Exception {
    String dashboard = Files.readString(DASHBOARD);
    String source = Files.readString(DEPLOY.resolve("grafana/datasource.yml"));

    assertThat(queries()).hasSizeGreaterThan(10);
    assertThat(source).contains("uid: gantry-prometheus");
    assertThat(dashboard.split("\"uid\": \"gantry-prometheus\"", -1)).hasSizeGreaterThan(20);
  }

  private static void callUntilRatesAreKnown() throws Exception {
    eventually(
        () -> {
          gantry.post("/function/up", "hello");
          assertThat(ask("rate(gateway_function_invocation_total[1m]) > 0")).isNotEmpty();
        });
  }

  /** What Prometheus answers to a query: a list of series, each with its value. */
  private static List<?> ask(String query) throws Exception {
    URI address =
        URI.create(
            "http://127.0.0.1:"
                + port
                + "/api/v1/query?query="
                + URLEncoder.encode(query, StandardCharsets.UTF_8));
    try {
      var answer = client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofByteArray());
      assertThat(answer.statusCode()).as(query).isEqualTo(200);
      Map<?, ?> body = ApiJson.read(answer.body(), Map.class);
      return list(((Map<?, ?>) Objects.requireNonNull(body.get("data"))).get("result"));
    } catch (IOException notYet) {
      throw new AssertionError(query, notYet);
    }
  }

  private static List<?> list(@Nullable Object value) {
    return (List<?>) Objects.requireNonNull(value);
  }
}
