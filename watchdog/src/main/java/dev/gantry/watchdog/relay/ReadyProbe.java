package dev.gantry.watchdog.relay;

import dev.gantry.watchdog.endpoint.PlainAnswer;
import dev.gantry.watchdog.http.HttpRequest;
import dev.gantry.watchdog.http.HttpResponse;
import dev.gantry.watchdog.http.RequestHandler;
import java.io.IOException;
import java.util.Optional;

/**
 * Answers {@code /_/ready} with what the function answers to {@code ready_path}; without one, with
 * 200 once it has accepted a connection. 503 if that cannot be found out.
 */
public final class ReadyProbe implements RequestHandler {

  private final UpstreamSettings settings;
  private final Upstream upstream;

  public ReadyProbe(UpstreamSettings settings, Upstream upstream) {
    this.settings = settings;
    this.upstream = upstream;
  }

  @Override
  public void handle(HttpRequest request, HttpResponse response)
      throws IOException, InterruptedException {
    Optional<String> path = settings.readyPath();
    if (path.isPresent()) {
      ask(path.get(), request, response);
    } else if (upstream.accepts()) {
      PlainAnswer.send(response, 200, "OK");
    } else {
      PlainAnswer.send(response, 503, "The function does not accept connections yet\n");
    }
  }

  private void ask(String path, HttpRequest request, HttpResponse response)
      throws IOException, InterruptedException {
    RelayedCall call =
        new RelayedCall(
            upstream,
            request,
            response,
            RequestContent.of(request),
            upstream.address().target(path, ""),
            upstream.in(settings.execTimeout()),
            System.nanoTime());
    try {
      call.run(false);
    } catch (IOException e) {
      if (response.hasBegun()) {
        throw e;
      }
      PlainAnswer.send(response, 503, "The function does not say that it is ready\n");
    }
    call.settle();
  }
}
