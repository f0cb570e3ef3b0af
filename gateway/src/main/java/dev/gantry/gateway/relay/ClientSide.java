package dev.gantry.gateway.relay;

import dev.gantry.api.FunctionName;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;

/** The client's side of one call: what was asked, and the writing of what is answered. */
final class ClientSide {

  private static final CharSequence SERVER_TIMING = HttpHeaders.createOptimized("Server-Timing");

  private final Relay relay;
  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final FunctionName function;
  private final ClientBody body;
  private final CallMark mark;
  private final boolean upgrade;

  ClientSide(Relay relay, HttpServerRequest request, FunctionName function) {
    this.relay = relay;
    this.request = request;
    this.response = request.response();
    this.function = function;
    this.body = new ClientBody(relay.context(), request);
    this.mark = CallMark.of(request);
    this.upgrade = !body.isExpected() && Upgrade.isWanted(request);
  }

  HttpServerRequest request() {
    return request;
  }

  HttpServerResponse response() {
    return response;
  }

  HttpMethod method() {
    return request.method();
  }

  ClientBody body() {
    return body;
  }

  /** The function's name, for an answer that the gateway makes. */
  String function() {
    return function.toString();
  }

  /** Whether the client wants to speak another protocol on this connection. */
  boolean isUpgrade() {
    return upgrade;
  }

  /** Whether the client was sent the head of an answer. */
  boolean hasAnswer() {
    return response.headWritten();
  }

  /** Whether an answer of no given length can be told from its head to have begun. */
  boolean isHttp10() {
    return request.version() == HttpVersion.HTTP_1_0;
  }

  /** Writes the head of the request to a replica. */
  void fillHead(MultiMap to) {
    RequestHead.fill(request, to, mark, relay.settings());
    if (upgrade) {
      to.set(HttpHeaders.CONNECTION, HttpHeaders.UPGRADE);
      to.set(HttpHeaders.UPGRADE, request.getHeader(HttpHeaders.UPGRADE));
    }
  }

  /** Tells a client that waits for it to send its body (RFC 9110, 10.1.1). */
  void passContinue() {
    if (!response.headWritten() && !body.isReceived()) {
      response.writeContinue();
    }
  }

  /** Prepares the head of the function's answer; it goes out with the body. */
  void fillAnswer(UpstreamAnswer from, String serverTiming, boolean cold) {
    response.setStatusCode(from.status());
    MultiMap headers = response.headers();
    AnswerHead.copy(from.headers(), headers);
    mark.addTo(headers, relay.settings().servedBy());
    headers.add(SERVER_TIMING, serverTiming);
    if (cold) {
      headers.set("X-Cold-Start", "true");
    }
    relay.filter().apply(request, from.status(), headers);
    if (upgrade && from.status() == Upgrade.SWITCHING_PROTOCOLS) {
      headers.set(HttpHeaders.CONNECTION, HttpHeaders.UPGRADE);
      headers.set(HttpHeaders.UPGRADE, request.getHeader(HttpHeaders.UPGRADE));
    }
  }

  /** Answers in the function's place. What of the body is not there yet, nobody wants any more. */
  void answer(GatewayAnswer own) {
    if (response.closed() || response.ended()) {
      return;
    }
    response.headers().clear();
    mark.addTo(response.headers(), relay.settings().servedBy());
    boolean unread = !body.isReceived();
    if (unread && request.version() != HttpVersion.HTTP_2) {
      response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    own.writeTo(response);
    ended(unread);
  }

  /** The answer of the function is written. */
  void answered() {
    ended(!body.isReceived());
  }

  /** Ends an answer so that the client sees that it is not whole; it may read what there is. */
  void cut() {
    response.reset();
  }

  /** Ends an answer so that the client sees that it is not whole, whatever it has not read yet. */
  void cutAtOnce() {
    if (request.version() == HttpVersion.HTTP_2) {
      response.reset();
    } else {
      RawChannel.of(request.connection()).closeAtOnce();
    }
  }

  private void ended(boolean unread) {
    if (request.version() == HttpVersion.HTTP_2) {
      return;
    }
    if (unread) {
      long closing = relay.closeSoon(request.connection());
      boolean last = response.headers().contains(HttpHeaders.CONNECTION, HttpHeaders.CLOSE, true);
      body.discard(
          () -> {
            relay.cancel(closing);
            if (last) {
              request.connection().close();
            }
          });
    } else if (isHttp10() && !response.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
      request.connection().close();
    }
  }
}
