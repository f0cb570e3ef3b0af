package dev.gantry.gateway.metrics;

import dev.gantry.api.FunctionName;
import dev.gantry.api.VersionInfo;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/**
 * The meters of all functions and the registry that Prometheus is answered from, with the JVM's own
 * metrics and the build beside them. Thread-safe.
 */
public final class PrometheusMeters implements CallMeters {

  private final ConcurrentMap<FunctionName, CountedCalls> meters = new ConcurrentHashMap<>();
  private final PrometheusRegistry registry = new PrometheusRegistry();

  /**
   * Starts with no function.
   *
   * @param version this build, shown as {@code gantry_build_info}
   */
  public PrometheusMeters(VersionInfo version) {
    JvmMetrics.builder().register(registry);
    InfoSnapshot build = build(version);
    registry.register(() -> build);
    registry.register(() -> CallSnapshots.of(meters));
  }

  @Override
  public FunctionMeter of(FunctionName name) {
    CountedCalls known = meters.get(name); // unlike computeIfAbsent, this never locks
    return known == null ? meters.computeIfAbsent(name, each -> new CountedCalls()) : known;
  }

  @Override
  public long answered(FunctionName name) {
    CountedCalls known = meters.get(name);
    return known == null ? 0 : known.answered();
  }

  @Override
  public void forget(FunctionName name) {
    meters.remove(name);
  }

  /**
   * Shows how many gateways there are and which of them acts, from now on.
   *
   * @param heard how many were heard of in the last seconds, this one included
   * @param acts whether this one scales and puts to rest
   */
  public void gateways(IntSupplier heard, BooleanSupplier acts) {
    registry.register(
        () ->
            gauge("gantry_gateways", "Gateways heard of lately, this one too.", heard.getAsInt()));
    registry.register(
        () ->
            gauge(
                "gantry_gateway_acts",
                "Whether this gateway scales and puts to rest for all: 1 or 0.",
                acts.getAsBoolean() ? 1 : 0));
  }

  private static GaugeSnapshot gauge(String name, String help, int value) {
    return GaugeSnapshot.builder()
        .name(name)
        .help(help)
        .dataPoint(GaugeDataPointSnapshot.builder().value(value).build())
        .build();
  }

  /** Everything as it is now. */
  MetricSnapshots scrape() {
    return registry.scrape();
  }

  private static InfoSnapshot build(VersionInfo version) {
    return InfoSnapshot.builder()
        .name("gantry_build")
        .help("Which build this is.")
        .dataPoint(
            InfoDataPointSnapshot.builder()
                .labels(Labels.of("version", version.release(), "sha", version.sha()))
                .build())
        .build();
  }
}
