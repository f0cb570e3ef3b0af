package dev.gantry.watchdog.endpoint;

import dev.gantry.watchdog.http.BadRequestException;
import dev.gantry.watchdog.http.HttpRequest;
import dev.gantry.watchdog.http.HttpResponse;
import dev.gantry.watchdog.http.RequestHandler;
import dev.gantry.watchdog.metrics.CallMetrics;
import java.io.IOException;

/** Counts each call and how long it took, whatever becomes of it. */
public final class MeteredCalls implements RequestHandler {

  /** What nginx writes for a client that did not wait; there is no standard number. */
  private static final int CLIENT_GONE = 499;

  private final CallMetrics metrics;
  private final RequestHandler next;

  public MeteredCalls(CallMetrics metrics, RequestHandler next) {
    this.metrics = metrics;
    this.next = next;
  }

  @Override
  public void handle(HttpRequest request, HttpResponse response)
      throws IOException, InterruptedException {
    NotedResponse noted = new NotedResponse(response);
    long start = System.nanoTime();
    int unanswered = CLIENT_GONE;
    metrics.begun();
    try {
      next.handle(request, noted);
    } catch (BadRequestException e) {
      unanswered = e.status();
      throw e;
    } catch (RuntimeException | Error e) {
      unanswered = 500;
      throw e;
    } finally {
      double seconds = (System.nanoTime() - start) / 1e9;
      metrics.ended(noted.status().orElse(unanswered), request.method(), seconds);
    }
  }
}
