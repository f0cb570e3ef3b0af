package dev.gantry.gateway.edge;

import static java.util.Objects.requireNonNull;

import dev.gantry.gateway.endpoint.Endpoint;
import dev.gantry.gateway.endpoint.EndpointRequest;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Runs endpoints: reads the request whole on the event loop, answers it on a virtual thread of its
 * own. Thread-safe.
 */
final class EndpointRunner {

  /** What runs now, so that a stop can end it. */
  private final Set<EndpointExchange> running = ConcurrentHashMap.newKeySet();

  /** Answers a request sooner or later. Called on the request's event loop. */
  void run(HttpServerRequest request, Endpoint endpoint) {
    Context context = requireNonNull(Vertx.currentContext());
    new BodyReading(context.owner(), request, body -> begin(context, request, endpoint, body))
        .begin();
  }

  /** Interrupts the endpoints whose answers have no end of their own. */
  void interruptStreams() {
    running.forEach(EndpointExchange::interruptStream);
  }

  private void begin(Context context, HttpServerRequest request, Endpoint endpoint, Buffer body) {
    EndpointRequest asked = EndpointRequests.of(request, body.getBytes()).orElse(null);
    if (asked == null) {
      Problems.answer(request, 400, "the path or the query is not valid percent-encoding");
      return;
    }
    EndpointExchange exchange = new EndpointExchange(context, request, asked, endpoint);
    running.add(exchange);
    exchange.start(() -> running.remove(exchange));
  }
}
