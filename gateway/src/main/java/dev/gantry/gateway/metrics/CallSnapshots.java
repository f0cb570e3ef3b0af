package dev.gantry.gateway.metrics;

import dev.gantry.api.FunctionName;
import dev.gantry.api.ScaleSettings;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot.UnknownDataPointSnapshot;
import java.util.Map;

/**
 * The counters of all functions under the names of contract section 4. Used once, by one thread.
 */
final class CallSnapshots {

  private static final String FUNCTION = "function_name";

  private final HistogramSnapshot.Builder seconds =
      HistogramSnapshot.builder()
          .name("gateway_functions_seconds")
          .help("How long calls took, in seconds.");
  private final CounterSnapshot.Builder answered =
      CounterSnapshot.builder()
          .name("gateway_function_invocation")
          .help("Calls that were answered.");

  /**
   * A counter whose name existing dashboards know without the suffix {@code _total}, which the
   * library gives to every counter. An untyped series keeps the name as it is.
   */
  private final UnknownSnapshot.Builder started =
      UnknownSnapshot.builder()
          .name("gateway_function_invocation_started")
          .help("Calls that came in; a counter.");

  private final GaugeSnapshot.Builder inFlight =
      GaugeSnapshot.builder()
          .name("gateway_function_invocation_inflight")
          .help("Calls that run or wait now.");
  private final CounterSnapshot.Builder coldStarts =
      CounterSnapshot.builder()
          .name("gateway_cold_starts")
          .help("Calls that had to wait for a replica to be started or woken.");
  private final GaugeSnapshot.Builder desired =
      GaugeSnapshot.builder()
          .name("gateway_service_count")
          .help("How many replicas there should be.");
  private final GaugeSnapshot.Builder ready =
      GaugeSnapshot.builder()
          .name("gateway_service_ready_count")
          .help("How many replicas take calls.");

  private final GaugeSnapshot.Builder minimum =
      GaugeSnapshot.builder()
          .name("gateway_service_min")
          .help("How many replicas there are at least while the function runs.");
  private final GaugeSnapshot.Builder targetLoad =
      GaugeSnapshot.builder()
          .name("gateway_service_target_load")
          .help("The load one replica is meant for.");
  private final CounterSnapshot.Builder decisions =
      CounterSnapshot.builder()
          .name("gateway_scaling_decisions")
          .help("Changes of the number of replicas, by what was done and what asked for it.");

  private CallSnapshots() {}

  static MetricSnapshots of(Map<FunctionName, CountedCalls> meters) {
    CallSnapshots snapshots = new CallSnapshots();
    meters.forEach((name, calls) -> snapshots.add(name.toString(), calls));
    return snapshots.build();
  }

  private void add(String function, CountedCalls calls) {
    Labels labels = Labels.of(FUNCTION, function);
    calls.forEachStatus((buckets, status) -> add(function, status, buckets.read()));
    started.dataPoint(
        UnknownDataPointSnapshot.builder().labels(labels).value((double) calls.arrived()).build());
    coldStarts.dataPoint(
        CounterDataPointSnapshot.builder()
            .labels(labels)
            .value((double) calls.coldStartCount())
            .build());
    inFlight.dataPoint(gauge(labels, calls.inFlight()));
    desired.dataPoint(gauge(labels, calls.desiredReplicas()));
    ready.dataPoint(gauge(labels, calls.readyReplicas()));
    calls.scaling().ifPresent(settings -> add(function, settings));
    calls.forEachDecision((kind, count) -> add(function, kind, count));
  }

  private void add(String function, ScaleSettings settings) {
    minimum.dataPoint(gauge(Labels.of(FUNCTION, function), settings.bounds().min()));
    if (settings.policy() != ScaleSettings.Policy.STEP) {
      Labels labels = Labels.of(FUNCTION, function, "scaling_type", settings.policy().toString());
      targetLoad.dataPoint(gauge(labels, settings.target()));
    }
  }

  private void add(String function, CountedCalls.Decided kind, long count) {
    decisions.dataPoint(
        CounterDataPointSnapshot.builder()
            .labels(
                Labels.of(
                    FUNCTION,
                    function,
                    "action",
                    kind.action().toString(),
                    "signal",
                    kind.signal().toString()))
            .value((double) count)
            .build());
  }

  private void add(String function, int status, Buckets.Reading reading) {
    Labels labels = Labels.of(FUNCTION, function, "code", String.valueOf(status));
    answered.dataPoint(
        CounterDataPointSnapshot.builder().labels(labels).value((double) reading.count()).build());
    seconds.dataPoint(
        HistogramDataPointSnapshot.builder()
            .labels(labels)
            .classicHistogramBuckets(reading.buckets())
            .sum(reading.seconds())
            .build());
  }

  private static GaugeDataPointSnapshot gauge(Labels labels, double value) {
    return GaugeDataPointSnapshot.builder().labels(labels).value(value).build();
  }

  private MetricSnapshots build() {
    return new MetricSnapshots(
        seconds.build(),
        answered.build(),
        started.build(),
        inFlight.build(),
        coldStarts.build(),
        desired.build(),
        ready.build(),
        minimum.build(),
        targetLoad.build(),
        decisions.build());
  }
}
