package dev.gantry.watchdog.endpoint;

import dev.gantry.watchdog.http.HttpRequest;
import dev.gantry.watchdog.http.HttpResponse;
import dev.gantry.watchdog.http.RequestHandler;
import java.io.IOException;
import java.util.Optional;

/** Which requests the watchdog answers itself; all others are calls. */
public final class Routes implements RequestHandler {

  private final Availability availability;
  private final Optional<RequestHandler> ready;
  private final CallLimit limit;
  private final RequestHandler calls;

  /**
   * @param ready answers {@code /_/ready} while calls are welcome and more of them fit; empty in
   *     classic mode, where the function gets it
   */
  public Routes(
      Availability availability,
      Optional<RequestHandler> ready,
      CallLimit limit,
      RequestHandler calls) {
    this.availability = availability;
    this.ready = ready;
    this.limit = limit;
    this.calls = calls;
  }

  @Override
  public void handle(HttpRequest request, HttpResponse response)
      throws IOException, InterruptedException {
    if (request.path().equals("/_/health")) {
      probe(request, response, availability.isAvailable() ? 200 : 503);
    } else if (ready.isPresent() && request.path().equals("/_/ready")) {
      ready(ready.get(), request, response);
    } else {
      calls.handle(request, response);
    }
  }

  private void ready(RequestHandler ready, HttpRequest request, HttpResponse response)
      throws IOException, InterruptedException {
    int status = readiness();
    if (status == 200 && request.method().equals("GET")) {
      ready.handle(request, response);
    } else {
      probe(request, response, status);
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
