package dev.gantry.watchdog.endpoint;

import dev.gantry.watchdog.http.HttpRequest;
import dev.gantry.watchdog.http.HttpResponse;
import dev.gantry.watchdog.http.RequestHandler;
import dev.gantry.watchdog.metrics.CallMetrics;
import java.io.IOException;

/** Answers {@code /metrics} on its own listener, and nothing else. */
public final class MetricsEndpoint implements RequestHandler {

  private final CallMetrics metrics;

  public MetricsEndpoint(CallMetrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public void handle(HttpRequest request, HttpResponse response) throws IOException {
    if (!request.path().equals("/metrics")) {
      PlainAnswer.send(response, 404, "Not Found\n");
    } else if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
      PlainAnswer.methodNotAllowed(response, "GET, HEAD");
    } else {
      response.header("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
      PlainAnswer.sendUntyped(response, 200, metrics.text());
    }
  }
}
