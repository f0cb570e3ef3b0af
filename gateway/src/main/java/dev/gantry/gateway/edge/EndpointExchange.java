package dev.gantry.gateway.edge;

import dev.gantry.gateway.endpoint.Endpoint;
import dev.gantry.gateway.endpoint.EndpointRequest;
import dev.gantry.gateway.endpoint.EndpointResponse;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request to an endpoint. The endpoint runs on a virtual thread, the answer is written on the
 * event loop; the thread is interrupted when the client goes away.
 */
final class EndpointExchange {

  private static final Logger LOG = LoggerFactory.getLogger(EndpointExchange.class);

  private final Context context;
  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final EndpointRequest asked;
  private final Endpoint endpoint;
  private final Thread thread;
  private volatile Runnable ended = () -> {};

  /** Written by the endpoint's thread. */
  private volatile boolean streaming;

  EndpointExchange(
      Context context, HttpServerRequest request, EndpointRequest asked, Endpoint endpoint) {
    this.context = context;
    this.request = request;
    this.response = request.response();
    this.asked = asked;
    this.endpoint = endpoint;
    this.thread = Thread.ofVirtual().name("endpoint " + asked.path()).unstarted(this::run);
  }

  /**
   * Begins. Called on the event loop.
   *
   * @param whenEnded run on the endpoint's thread when it is over
   */
  void start(Runnable whenEnded) {
    ended = whenEnded;
    response.exceptionHandler(gone -> thread.interrupt());
    response.closeHandler(gone -> thread.interrupt());
    thread.start();
  }

  /** Ends an answer that goes on for as long as its client wants. */
  void interruptStream() {
    if (streaming) {
      thread.interrupt();
    }
  }

  private void run() {
    try {
      answer(endpoint.answer(asked));
    } catch (InterruptedException e) {
      LOG.atDebug().addKeyValue("request", asked).log("endpoint interrupted");
      context.runOnContext(turn -> Problems.answer(request, 503, "the gateway is stopping"));
    } catch (RuntimeException | Error e) {
      LOG.atError().addKeyValue("request", asked).setCause(e).log("endpoint failed");
      context.runOnContext(turn -> Problems.answer(request, 500, "the gateway failed"));
    } finally {
      ended.run();
    }
  }

  private void answer(EndpointResponse answer) throws InterruptedException {
    switch (answer) {
      case EndpointResponse.Whole whole ->
          context.runOnContext(
              turn -> {
                if (putHead(whole, response)) {
                  response.end(Buffer.buffer(whole.body()));
                }
              });
      case EndpointResponse.Streamed streamed -> stream(streamed);
    }
  }

  private void stream(EndpointResponse.Streamed streamed) throws InterruptedException {
    streaming = true;
    ResponseStream out = new ResponseStream(context, response);
    context.runOnContext(
        turn -> {
          if (putHead(streamed, response)) {
            response.setChunked(true);
            response.writeHead();
          }
        });
    boolean whole = false;
    try {
      streamed.content().writeTo(out);
      out.close();
      whole = true;
    } catch (IOException e) {
      LOG.atDebug().addKeyValue("request", asked).log("client left before the answer's end");
    } finally {
      if (!whole) {
        context.runOnContext(turn -> response.reset());
      }
    }
  }

  /**
   * Sets status and fields.
   *
   * @return whether there still is somebody to answer
   */
  static boolean putHead(EndpointResponse answer, HttpServerResponse response) {
    if (response.ended() || response.closed() || response.headWritten()) {
      return false;
    }
    response.setStatusCode(answer.status());
    for (Map.Entry<String, String> header : answer.headers().entrySet()) {
      response.putHeader(header.getKey(), header.getValue());
    }
    return true;
  }
}
