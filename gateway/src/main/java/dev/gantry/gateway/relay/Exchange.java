package dev.gantry.gateway.relay;

import io.vertx.core.AsyncResult;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.RequestOptions;

/** One try of a call on one connection: sends the request, and hands the answer's head on. */
final class Exchange {

  private final Call call;
  private final Upstream upstream;
  private final long begun = System.nanoTime();
  private boolean written;
  private boolean over;

  Exchange(Call call, Upstream upstream) {
    this.call = call;
    this.upstream = upstream;
  }

  Upstream upstream() {
    return upstream;
  }

  /** When it began, as {@link System#nanoTime}. */
  long begun() {
    return begun;
  }

  /** Whether the call may be sent again after this failed. */
  RetryRule retryRule() {
    return new RetryRule(
        written, upstream.isReused(), upstream.answerBegun(), call.body().isConsumed());
  }

  void send() {
    upstream.begin();
    RequestOptions options = new RequestOptions().setMethod(call.method()).setURI(call.target());
    upstream.connection().request(options).onComplete(this::opened);
  }

  /** Ends the try and closes its connection, so that what the replica does for it ends too. */
  void abort() {
    over = true;
    upstream.close();
  }

  private void opened(AsyncResult<HttpClientRequest> opened) {
    if (over) {
      return;
    }
    if (opened.failed()) {
      failed(opened.cause());
      return;
    }
    HttpClientRequest head = opened.result();
    head.exceptionHandler(this::failed);
    head.response().onComplete(this::answered);
    call.fillHead(head.headers());
    written = true;
    if (call.isUpgrade()) {
      head.putHeader(HttpHeaders.CONNECTION, HttpHeaders.UPGRADE);
      head.putHeader(HttpHeaders.UPGRADE, call.upgradeProtocol());
      head.connect();
    } else {
      head.continueHandler(go -> call.passContinue());
      call.body().sendTo(head);
    }
  }

  private void answered(AsyncResult<HttpClientResponse> answered) {
    if (over) {
      return;
    }
    if (answered.failed()) {
      failed(answered.cause());
    } else {
      call.answered(this, answered.result());
    }
  }

  private void failed(Throwable cause) {
    if (!over) {
      over = true;
      upstream.close();
      call.exchangeFailed(this, cause);
    }
  }

  /** The answer is the concern of somebody else from now on. */
  void handOver() {
    over = true;
  }
}
