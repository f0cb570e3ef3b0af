package dev.gantry.gateway.metrics;

import dev.gantry.gateway.endpoint.Endpoint;
import dev.gantry.gateway.endpoint.EndpointRequest;
import dev.gantry.gateway.endpoint.EndpointResponse;
import dev.gantry.gateway.endpoint.ProblemKind;
import dev.gantry.gateway.endpoint.RequestProblem;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * What the metrics listener serves: {@code /metrics} for Prometheus and {@code /healthz} (contract
 * 1.1). Open to whoever reaches the listener. Thread-safe.
 */
public final class MetricsEndpoint implements Endpoint {

  private final PrometheusMeters meters;
  private final ExpositionFormats formats = ExpositionFormats.init();

  public MetricsEndpoint(PrometheusMeters meters) {
    this.meters = meters;
  }

  @Override
  public EndpointResponse answer(EndpointRequest request) {
    return switch (request.path()) {
      case "/metrics" ->
          List.of("GET", "HEAD").contains(request.method())
              ? page(request)
              : refused(request, "GET, HEAD");
      case "/healthz" ->
          request.method().equals("GET")
              ? EndpointResponse.text(200, "OK")
              : refused(request, "GET");
      default ->
          new RequestProblem(ProblemKind.NOT_FOUND, "here are /metrics and /healthz")
              .answer(request);
    };
  }

  @Override
  public boolean readsBody(EndpointRequest head) {
    return false;
  }

  private static EndpointResponse refused(EndpointRequest request, String allowed) {
    return new RequestProblem(ProblemKind.METHOD_NOT_ALLOWED, "this path takes " + allowed)
        .answer(request)
        .with(Map.of("Allow", allowed));
  }

  private EndpointResponse page(EndpointRequest request) {
    ExpositionFormatWriter writer = writer(request.header("accept").orElse(""));
    boolean zipped =
        request.header("accept-encoding").orElse("").toLowerCase(Locale.ROOT).contains("gzip");
    Map<String, String> headers = new HashMap<>();
    headers.put("Content-Type", writer.getContentType());
    headers.put("Vary", "Accept, Accept-Encoding");
    if (zipped) {
      headers.put("Content-Encoding", "gzip");
    }
    return new EndpointResponse.Whole(200, headers, body(writer, zipped));
  }

  /** A Prometheus that prefers Protocol Buffers, which this build leaves out, reads text too. */
  private ExpositionFormatWriter writer(String accept) {
    ExpositionFormatWriter preferred = formats.findWriter(accept);
    if (preferred.isAvailable()) {
      return preferred;
    }
    ExpositionFormatWriter openMetrics = formats.getOpenMetricsTextFormatWriter();
    return openMetrics.accepts(accept) ? openMetrics : formats.getPrometheusTextFormatWriter();
  }

  private byte[] body(ExpositionFormatWriter writer, boolean zipped) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(16_384);
    try (OutputStream out = zipped ? new GZIPOutputStream(bytes) : bytes) {
      writer.write(out, meters.scrape());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }
}
