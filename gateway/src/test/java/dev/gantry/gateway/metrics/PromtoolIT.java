package dev.gantry.gateway.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gantry.api.FunctionName;
import dev.gantry.api.VersionInfo;
import dev.gantry.gateway.contract.Requests;
import dev.gantry.gateway.endpoint.EndpointResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prometheus' own tool reads the page. */
class PromtoolIT {

  private static final Path PROMTOOL = Path.of("/usr/bin/promtool");

  @TempDir Path folder;

  @Test
  void findsNothingWrongButTheNameThatExistingDashboardsNeed() throws Exception {
    assumeTrue(
        Files.isExecutable(PROMTOOL) || "true".equals(System.getenv("CI")),
        "promtool is missing; the Debian package prometheus has it");
    PrometheusMeters meters = new PrometheusMeters(new VersionInfo("", "abc123", "1.2.3"));
    FunctionMeter echo = meters.of(new FunctionName("echo", "openfaas-fn"));
    echo.started();
    echo.ended(200, 1_000_000);
    echo.replicas(1, 1);

    String complaints = promtool(page(meters));

    assertThat(complaints.lines())
        .allMatch(line -> line.startsWith("gateway_service") && line.contains("_count"));
  }

  private String promtool(byte[] page) throws IOException, InterruptedException {
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(PROMTOOL.toString(), "check", "metrics")
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try (OutputStream in = process.getOutputStream()) {
      in.write(page);
    }
    try {
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).as("0 is fine, 3 is a matter of taste").isIn(0, 3);
    return Files.readString(output, StandardCharsets.UTF_8);
  }

  private static byte[] page(PrometheusMeters meters) {
    EndpointResponse answer =
        new MetricsEndpoint(meters).answer(Requests.of("GET", "/metrics").request());
    return ((EndpointResponse.Whole) answer).body();
  }
}
