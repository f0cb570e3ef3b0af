package dev.gantry.app;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.api.ApiJson;
import dev.gantry.api.FunctionScaling;
import dev.gantry.api.ScalingDecision;
import dev.gantry.api.ScalingDecision.Signal;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real Prometheus reads a real gateway under load, and a real Alertmanager tells the gateway to
 * scale: the files of {@code deploy/} with shorter intervals and the addresses of this machine; the
 * rule is as it is.
 */
@NeedsProgram({"prometheus", "prometheus-alertmanager"})
final class AlertScalingIT {

  private static final Path DEPLOY = RunningGantry.home().resolve("deploy");

  @TempDir private Path data;
  @TempDir private Path folder;

  private final List<Process> started = new ArrayList<>();
  private String password = "";

  @AfterEach
  void stop() throws Exception {
    for (Process process : started) {
      process.destroy();
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    }
  }

  @Test
  void replicasRiseWhileTheAlertFiresAndGoBackWhenItIsResolved() throws Exception {
    try (RunningGantry gantry =
        RunningGantry.start(data, "--no-samples", "--scaling", "alertmanager", "--no-auth=false")) {
      password = Files.readString(gantry.password()).strip();
      deploy(gantry);
      int alertmanager = startAlertmanager(gantry);
      startPrometheus(gantry, alertmanager);

      URI function = gantry.gateway().resolve("/function/work");
      try (SteadyCalls calls = SteadyCalls.start(function, 2, Duration.ofMillis(50))) {
        eventually(() -> assertThat(scaling(gantry).replicas()).isGreaterThan(1));
        eventually(() -> assertThat(scaling(gantry).replicas()).isEqualTo(5));
        assertThat(calls.failures()).isEmpty();
      }
      eventually(() -> assertThat(scaling(gantry).replicas()).isEqualTo(1));

      assertThat(scaling(gantry).decisions().reversed())
          .extracting(ScalingDecision::to)
          .containsExactly(3, 5, 1);
      assertThat(scaling(gantry).decisions())
          .extracting(ScalingDecision::signal)
          .containsOnly(Signal.ALERT);
    }
  }

  private void deploy(RunningGantry gantry) throws Exception {
    String json =
        """
        {"service": "work", "envProcess": "cat",
         "labels": {"com.openfaas.scale.max": "5", "com.openfaas.scale.factor": "40"}}
        """;
    assertThat(
            gantry.send("POST", "/system/functions", json, "Authorization", login()).statusCode())
        .isEqualTo(202);
  }

  private FunctionScaling scaling(RunningGantry gantry) throws Exception {
    String json = gantry.send("GET", "/system/scaling/work", "", "Authorization", login()).body();
    return ApiJson.read(json.getBytes(StandardCharsets.UTF_8), FunctionScaling.class);
  }

  private String login() {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString(("admin:" + password).getBytes(StandardCharsets.UTF_8));
  }

  private int startAlertmanager(RunningGantry gantry) throws Exception {
    int port = FreePort.find();
    String config =
        replaced(
            Files.readString(DEPLOY.resolve("alertmanager/alertmanager.yml")),
            List.of(
                "group_wait: 5s", "group_wait: 1s",
                "group_interval: 10s", "group_interval: 1s",
                "repeat_interval: 30s", "repeat_interval: 2s",
                "http://gateway:8080", "http://" + gantry.gateway().getAuthority(),
                "/run/secrets/basic-auth-password", gantry.password().toString()));
    Path file = Files.writeString(folder.resolve("alertmanager.yml"), config);
    start(
        "prometheus-alertmanager",
        "--config.file=" + file,
        "--storage.path=" + folder.resolve("alerts"),
        "--cluster.listen-address=",
        "--web.listen-address=127.0.0.1:" + port);
    return port;
  }

  private void startPrometheus(RunningGantry gantry, int alertmanager) throws Exception {
    int port = FreePort.find();
    String config =
        replaced(
            Files.readString(DEPLOY.resolve("prometheus/prometheus.yml")),
            List.of(
                "scrape_interval: 5s",
                "scrape_interval: 1s",
                "evaluation_interval: 15s",
                "evaluation_interval: 1s",
                "  - alert.rules.yml",
                "  - " + DEPLOY.resolve("prometheus/alert.rules.yml"),
                "localhost:9090",
                "127.0.0.1:" + port,
                "alertmanager:9093",
                "127.0.0.1:" + alertmanager,
                """
                    dns_sd_configs:
                      - names: ["gateway"]
                        type: A
                        port: 8082
                        refresh_interval: 5s
                """,
                """
                    static_configs:
                      - targets: ["%s"]
                """
                    .formatted(gantry.metrics().getAuthority())));
    Path file = Files.writeString(folder.resolve("prometheus.yml"), config);
    start(
        "prometheus",
        "--config.file=" + file,
        "--storage.tsdb.path=" + folder.resolve("tsdb"),
        "--web.listen-address=127.0.0.1:" + port);
  }

  /** A text with some parts replaced, each of which has to be there. */
  private static String replaced(String text, List<String> pairs) {
    String result = text;
    for (int i = 0; i < pairs.size(); i += 2) {
      assertThat(result).contains(pairs.get(i));
      result = result.replace(pairs.get(i), pairs.get(i + 1));
    }
    return result;
  }

  private void start(String... command) throws IOException {
    started.add(
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(command[0] + ".log").toFile())
            .start());
  }
}
