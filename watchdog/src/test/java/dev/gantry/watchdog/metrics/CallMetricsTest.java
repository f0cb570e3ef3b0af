package dev.gantry.watchdog.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CallMetricsTest {

  private final CallMetrics metrics = new CallMetrics();

  @Test
  void writesCountersHistogramsAndTheGauge() {
    metrics.begun();
    metrics.begun();
    metrics.begun();
    metrics.ended(200, "POST", 0.003);
    metrics.ended(200, "POST", 0.3);

    assertThat(metrics.text().lines())
        .contains(
            "# TYPE http_requests_total counter",
            "http_requests_total{code=\"200\",method=\"post\"} 2",
            "# TYPE http_request_duration_seconds histogram",
            "http_request_duration_seconds_bucket{code=\"200\",method=\"post\",le=\"0.005\"} 1",
            "http_request_duration_seconds_bucket{code=\"200\",method=\"post\",le=\"0.25\"} 1",
            "http_request_duration_seconds_bucket{code=\"200\",method=\"post\",le=\"0.5\"} 2",
            "http_request_duration_seconds_bucket{code=\"200\",method=\"post\",le=\"10\"} 2",
            "http_request_duration_seconds_bucket{code=\"200\",method=\"post\",le=\"+Inf\"} 2",
            "http_request_duration_seconds_sum{code=\"200\",method=\"post\"} 0.303",
            "http_request_duration_seconds_count{code=\"200\",method=\"post\"} 2",
            "# TYPE http_requests_in_flight gauge",
            "http_requests_in_flight 1");
  }

  @Test
  void givesInventedMethodsOneSeries() {
    for (int i = 0; i < 100; i++) {
      metrics.begun();
      metrics.ended(405, "M" + i, 0);
    }

    assertThat(metrics.text().lines().filter(line -> line.startsWith("http_requests_total{")))
        .containsExactly("http_requests_total{code=\"405\",method=\"unknown\"} 100");
  }
}
