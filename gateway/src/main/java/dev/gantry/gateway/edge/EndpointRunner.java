package dev.gantry.gateway.edge;

import static java.util.Objects.requireNonNull;

import dev.gantry.gateway.endpoint.Endpoint;
import dev.gantry.gateway.endpoint.EndpointRequest;
import dev.gantry.gateway.endpoint.EndpointResponse;
import dev.gantry.gateway.endpoint.ProblemKind;
import dev.gantry.gateway.endpoint.RequestProblem;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
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
    Optional<EndpointRequest> head = EndpointRequests.head(request);
    if (head.isEmpty()) {
      String detail = "the path or the query is not valid percent-encoding of UTF-8";
      Runnable answer = () -> Problems.answer(request, 400, detail);
      UnwantedBody.answer(context, request, answer);
      return;
    }
    EndpointRequest asked = head.get();
    Optional<EndpointResponse> refusal = endpoint.refuseEarly(asked);
    if (refusal.isPresent()) {
      refuse(context, request, refusal.get());
    } else {
      new BodyReading(
              request,
              endpoint.readsBody(asked),
              body -> begin(context, request, endpoint, EndpointRequests.with(body, asked)),
              () -> refuse(context, request, tooLarge(asked)))
          .begin();
    }
  }

  /** Interrupts the endpoints whose answers have no end of their own. */
  void interruptStreams() {
    running.forEach(EndpointExchange::interruptStream);
  }

  private void begin(
      Context context, HttpServerRequest request, Endpoint endpoint, EndpointRequest asked) {
    EndpointExchange exchange = new EndpointExchange(context, request, asked, endpoint);
    running.add(exchange);
    exchange.start(() -> running.remove(exchange));
  }

  private void refuse(Context context, HttpServerRequest request, EndpointResponse refusal) {
    switch (refusal) {
      case EndpointResponse.Whole whole ->
          UnwantedBody.answer(context, request, () -> write(request, whole));
      case EndpointResponse.Streamed streamed ->
          begin(context, request, asked -> streamed, EndpointRequests.head(request).orElseThrow());
    }
  }

  private static EndpointResponse tooLarge(EndpointRequest asked) {
    String detail = "a body may have " + EndpointRequest.BODY_LIMIT + " bytes at most";
    return new RequestProblem(ProblemKind.BODY_TOO_LARGE, detail).answer(asked);
  }

  private static void write(HttpServerRequest request, EndpointResponse.Whole whole) {
    if (EndpointExchange.putHead(whole, request.response())) {
      request.response().end(Buffer.buffer(whole.body()));
    }
  }
}
