package dev.gantry.watchdog.endpoint;

import dev.gantry.watchdog.http.HttpRequest;
import dev.gantry.watchdog.http.HttpResponse;
import dev.gantry.watchdog.http.RequestHandler;
import java.io.IOException;

/** Readiness that asks for nothing but that calls are welcome. */
public record AlwaysReady() implements RequestHandler {

  @Override
  public void handle(HttpRequest request, HttpResponse response) throws IOException {
    PlainAnswer.send(response, 200, "OK");
  }
}
