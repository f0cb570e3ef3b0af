package dev.gantry.app;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Prometheus finds on the listener of its own (contract 1.1 and 4). */
final class MetricsContractIT {

  private static final String NAME = "{function_name=\"counted.openfaas-fn\"}";
  private static final String OK = "{code=\"200\",function_name=\"counted.openfaas-fn\"";

  @TempDir private static Path data;

  private static RunningGantry gantry;

  @BeforeAll
  static void start() throws Exception {
    gantry = RunningGantry.start(data, "--no-samples");
    gantry.deploy("{\"service\":\"counted\",\"envProcess\":\"cat\"}", "counted");
  }

  @AfterAll
  static void stop() throws Exception {
    gantry.close();
  }

  @Test
  void countsCallsUnderTheNamesThatDashboardsKnow() throws Exception {
    gantry.post("/function/counted.openfaas-fn", "");
    gantry.post("/function/absent", "");

    // A call is counted behind the last byte of its answer.
    eventually(
        () ->
            assertThat(page())
                .contains(
                    "gateway_function_invocation_total" + OK + "} 2",
                    "gateway_function_invocation_started" + NAME + " 2",
                    "gateway_function_invocation_inflight" + NAME + " 0",
                    "gateway_functions_seconds_count" + OK + "} 2",
                    "gateway_functions_seconds_sum" + OK + "}",
                    "gateway_functions_seconds_bucket" + OK + ",le=\"0.005\"}",
                    "gateway_functions_seconds_bucket" + OK + ",le=\"10.0\"} 2",
                    "gateway_functions_seconds_bucket" + OK + ",le=\"+Inf\"} 2",
                    "gateway_service_count" + NAME + " 1",
                    "gateway_service_ready_count" + NAME + " 1",
                    "gateway_cold_starts_total" + NAME,
                    "jvm_memory_used_bytes",
                    "gantry_build_info")
                .doesNotContain("absent"));
    assertThat(gantry.get("/system/function/counted").body()).contains("\"invocationCount\":2");
  }

  @Test
  void forgetsAFunctionThatIsRemoved() throws Exception {
    gantry.deploy("{\"service\":\"brief\",\"envProcess\":\"cat\"}", "brief");
    assertThat(page()).contains("brief.openfaas-fn");

    gantry.send("DELETE", "/system/functions", "{\"functionName\":\"brief\"}");

    eventually(() -> assertThat(page()).doesNotContain("brief.openfaas-fn"));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /metrics, 200",
    "POST, /metrics, 405",
    "GET, /healthz, 200",
    "POST, /healthz, 405",
    "GET, /system/functions, 404",
    "POST, /function/counted, 404"
  })
  void servesMetricsAndHealthAlone(String method, String path, int status) throws Exception {
    HttpResponse<String> answer = send(method, path);

    assertThat(answer.statusCode()).isEqualTo(status);
    if (path.equals("/healthz") && status == 200) {
      assertThat(answer.body()).isEqualTo("OK");
    }
  }

  private static String page() throws Exception {
    return send("GET", "/metrics").body();
  }

  private static HttpResponse<String> send(String method, String path) throws Exception {
    return gantry.send(
        HttpRequest.newBuilder(gantry.metrics().resolve(path))
            .method(method, BodyPublishers.noBody()));
  }
}
