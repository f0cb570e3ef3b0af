package dev.gantry.watchdog.endpoint;

import dev.gantry.watchdog.http.HttpRequest;
import dev.gantry.watchdog.http.HttpResponse;
import dev.gantry.watchdog.http.RequestHandler;
import java.io.IOException;

/** Which requests the watchdog answers itself; all others are calls. */
public final class Routes implements RequestHandler {

  private final Availability availability;
  private final boolean hasReady;
  private final CallLimit limit;
  private final RequestHandler calls;

  /**
   * @param hasReady whether {@code /_/ready} exists, which it does not in classic mode, where the
   *     function gets it
   */
  public Routes(
      Availability availability, boolean hasReady, CallLimit limit, RequestHandler calls) {
    this.availability = availability;
    this.hasReady = hasReady;
    this.limit = limit;
    this.calls = calls;
  }

  @Override
  public void handle(HttpRequest request, HttpResponse response)
      throws IOException, InterruptedException {
    if (request.path().equals("/_/health")) {
      probe(request, response, availability.isAvailable() ? 200 : 503);
    } else if (hasReady && request.path().equals("/_/ready")) {
      probe(request, response, readiness());
    } else {
      calls.handle(request, response);
    }
  }

  private int readiness() {
    if (!availability.isAvailable()) {
      return 503;
    }
    return limit.isReached() ? 429 : 200;
  }

  private static void probe(HttpRequest request, HttpResponse response, int status)
      throws IOException {
    if (!request.method().equals("GET")) {
      PlainAnswer.methodNotAllowed(response, "GET");
      return;
    }
    String text =
        switch (status) {
          case 200 -> "OK";
          case 429 -> "Too many calls in flight\n";
          default -> "Not accepting calls\n";
        };
    PlainAnswer.send(response, status, text);
  }
}
