package dev.gantry.gateway.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.api.FunctionName;
import dev.gantry.api.VersionInfo;
import dev.gantry.gateway.contract.Requests;
import dev.gantry.gateway.endpoint.EndpointResponse;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrometheusMetersTest {

  private static final FunctionName ECHO = new FunctionName("echo", "openfaas-fn");
  private static final String LABEL = "{function_name=\"echo.openfaas-fn\"}";

  private final PrometheusMeters meters =
      new PrometheusMeters(new VersionInfo("", "abc123", "1.2.3"));
  private final MetricsEndpoint endpoint = new MetricsEndpoint(meters);

  @Test
  void showsTheNamesOfTheContract() {
    FunctionMeter echo = meters.of(ECHO);
    echo.started();
    echo.started();
    echo.started();
    echo.ended(200, TimeUnit.MILLISECONDS.toNanos(30));
    echo.ended(502, TimeUnit.SECONDS.toNanos(20));
    echo.coldStart();
    echo.replicas(2, 5);

    assertThat(page().lines())
        .contains(
            "gateway_function_invocation_started" + LABEL + " 3.0",
            "gateway_function_invocation_inflight" + LABEL + " 1.0",
            "gateway_cold_starts_total" + LABEL + " 1.0",
            "gateway_service_count" + LABEL + " 5.0",
            "gateway_service_ready_count" + LABEL + " 2.0",
            sample("gateway_function_invocation_total", "code=\"200\"", "1.0"),
            sample("gateway_function_invocation_total", "code=\"502\"", "1.0"),
            sample("gateway_functions_seconds_count", "code=\"200\"", "1"),
            sample("gateway_functions_seconds_sum", "code=\"200\"", "0.03"),
            sample("gateway_functions_seconds_bucket", "code=\"200\"", "le=\"0.025\"", "0"),
            sample("gateway_functions_seconds_bucket", "code=\"200\"", "le=\"0.05\"", "1"),
            sample("gateway_functions_seconds_bucket", "code=\"502\"", "le=\"10.0\"", "0"),
            sample("gateway_functions_seconds_bucket", "code=\"502\"", "le=\"+Inf\"", "1"),
            "# TYPE gateway_functions_seconds histogram",
            "# TYPE gateway_function_invocation_total counter",
            "# TYPE gateway_service_count gauge",
            "gantry_build_info{sha=\"abc123\",version=\"1.2.3\"} 1")
        .anyMatch(line -> line.startsWith("jvm_memory_used_bytes{"));
  }

  private static String sample(String name, String... rest) {
    StringBuilder line = new StringBuilder(name).append("{");
    for (int i = 0; i < rest.length - 1; i++) {
      line.append(rest[i]).append(i == 0 ? ",function_name=\"echo.openfaas-fn\"" : "");
      line.append(i < rest.length - 2 ? "," : "");
    }
    return line.append("} ").append(rest[rest.length - 1]).toString();
  }

  @ParameterizedTest
  @CsvSource({
    "5000000,    0.005",
    "5000001,    0.01",
    "10000000,   0.01",
    "25000000,   0.025",
    "50000000,   0.05",
    "100000000,  0.1",
    "250000000,  0.25",
    "500000000,  0.5",
    "1000000000, 1.0",
    "2500000000, 2.5",
    "5000000000, 5.0",
    "10000000000, 10.0",
    "10000000001, +Inf",
    "9223372036854775807, +Inf",
    "0,          0.005",
    "-1,         0.005"
  })
  void countsInTheLowestBucketThatHoldsTheTime(long nanos, String bound) {
    meters.of(ECHO).ended(200, nanos);

    String first =
        page()
            .lines()
            .filter(line -> line.startsWith("gateway_functions_seconds_bucket"))
            .filter(line -> line.endsWith(" 1"))
            .findFirst()
            .orElseThrow();
    assertThat(first).contains("le=\"" + bound + "\"");
  }

  @Test
  void statusesOutsideOfHttpMakeNoSeriesOfTheirOwn() {
    FunctionMeter echo = meters.of(ECHO);
    for (int status : new int[] {-1, 0, 99, 600, 100_000, Integer.MAX_VALUE}) {
      echo.ended(status, 1);
    }

    assertThat(page().lines().filter(line -> line.startsWith("gateway_function_invocation_total")))
        .hasSize(2)
        .anyMatch(line -> line.contains("code=\"100\""))
        .anyMatch(line -> line.contains("code=\"599\""));
  }

  @Test
  void aRemovedFunctionIsGoneAndItsLastCallsDoNotBringItBack() {
    FunctionMeter held = meters.of(ECHO);
    held.started();

    meters.forget(ECHO);
    held.ended(200, 1);
    held.coldStart();
    held.replicas(1, 1);

    assertThat(page()).doesNotContain("echo");
    assertThat(held.answered()).isEqualTo(1);
  }

  @Test
  void askingForACountMakesNoSeries() {
    assertThat(meters.answered(ECHO)).isZero();
    assertThat(page()).doesNotContain("echo");
  }

  @Test
  void aFunctionHasOneMeter() {
    assertThat(meters.of(ECHO)).isSameAs(meters.of(new FunctionName("echo", "openfaas-fn")));
  }

  @Test
  void losesNoCallOfManyThreads() throws Exception {
    FunctionMeter echo = meters.of(ECHO);
    List<Thread> threads = new ArrayList<>();
    for (int thread = 0; thread < 8; thread++) {
      int status = 200 + thread % 4;
      threads.add(
          Thread.startVirtualThread(
              () -> {
                for (int call = 0; call < 10_000; call++) {
                  echo.started();
                  echo.ended(status, call);
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(echo.answered()).isEqualTo(80_000);
    assertThat(echo.inFlight()).isZero();
    assertThat(page().lines())
        .contains(sample("gateway_function_invocation_total", "code=\"203\"", "20000.0"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET    | /metrics  | 200
          HEAD   | /metrics  | 200
          POST   | /metrics  | 405
          GET    | /healthz  | 200
          HEAD   | /healthz  | 405
          DELETE | /healthz  | 405
          GET    | /         | 404
          GET    | /metrics/ | 404
          GET    | /system/functions | 404
          """)
  void servesTwoPaths(String method, String path, int status) {
    EndpointResponse answer = endpoint.answer(Requests.of(method, path).request());

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.headers().containsKey("Allow")).isEqualTo(status == 405);
  }

  @Test
  void healthSaysOk() {
    EndpointResponse.Whole answer =
        (EndpointResponse.Whole) endpoint.answer(Requests.of("GET", "/healthz").request());

    assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo("OK");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          */*                                                         | text/plain; version=0.0.4; charset=utf-8
          text/html                                                   | text/plain; version=0.0.4; charset=utf-8
          application/openmetrics-text;version=1.0.0,*/*;q=0.1        | application/openmetrics-text; version=1.0.0; charset=utf-8
          application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited | text/plain; version=0.0.4; charset=utf-8
          """)
  void negotiatesTheFormat(String accept, String type) {
    EndpointResponse answer =
        endpoint.answer(Requests.of("GET", "/metrics").header("accept", accept).request());

    assertThat(answer.headers()).containsEntry("Content-Type", type);
  }

  @Test
  void compressesWhenAsked() throws Exception {
    meters.of(ECHO).started();

    EndpointResponse.Whole answer =
        (EndpointResponse.Whole)
            endpoint.answer(
                Requests.of("GET", "/metrics").header("accept-encoding", "gzip").request());

    assertThat(answer.headers()).containsEntry("Content-Encoding", "gzip");
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).contains(LABEL);
    }
  }

  private String page() {
    EndpointResponse answer = endpoint.answer(Requests.of("GET", "/metrics").request());
    return new String(((EndpointResponse.Whole) answer).body(), StandardCharsets.UTF_8);
  }
}
