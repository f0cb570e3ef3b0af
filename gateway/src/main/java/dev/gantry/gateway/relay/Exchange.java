package dev.gantry.gateway.relay;

import io.netty.handler.codec.DecoderException;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import org.jspecify.annotations.Nullable;

/** One try of a call on one connection: the request to the replica and its answer. */
final class Exchange {

  private final Call call;
  private final Upstream upstream;
  private final long begun = System.nanoTime();
  private @Nullable Answer answer;
  private @Nullable Tunnel tunnel;
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
    boolean consumed = call.client().body().isConsumed();
    return new RetryRule(written, upstream.isReused(), upstream.answerBegun(), consumed);
  }

  /** Whether a failure says that the replica does not speak HTTP. */
  static boolean isMalformed(Throwable cause) {
    return cause instanceof DecoderException
        || cause instanceof IllegalArgumentException
        || cause instanceof IllegalStateException;
  }

  void send() {
    upstream.begin();
    RequestOptions options =
        new RequestOptions().setMethod(call.client().method()).setURI(call.target());
    upstream.connection().request(options).onComplete(this::opened);
  }

  /** Passes the answer on; its head is filled already. */
  void relayAnswer(Context context, HttpClientResponse from) {
    over = true;
    Answer passing =
        new Answer(call.client(), from, upstream.channel(), AnswerHead.length(from.headers()));
    answer = passing;
    passing.begin(
        context,
        whole -> {
          if (whole) {
            call.answerEnded(this);
          } else {
            call.answerBroken();
          }
        });
  }

  /** Carries another protocol from now on. */
  void tunnel(Tunnel carrying) {
    over = true;
    tunnel = carrying;
    carrying.begin();
  }

  /** Ends everything of it at once, so that what the replica does for it ends too. */
  void abort() {
    over = true;
    if (answer != null) {
      answer.abandon();
    }
    if (tunnel != null) {
      tunnel.end();
    }
    upstream.close();
  }

  /** Returns the connection after a whole answer, if it can carry another call. */
  void giveBack(UpstreamPool pool) {
    if (call.client().body().isSent() && !call.client().isUpgrade()) {
      pool.giveBack(upstream);
    } else {
      upstream.close();
    }
  }

  private void opened(AsyncResult<HttpClientRequest> opened) {
    if (over) {
      return;
    }
    if (opened.failed()) {
      failed(opened.cause());
      return;
    }
    HttpClientRequest request = opened.result();
    request.exceptionHandler(this::failed);
    request.response().onComplete(this::answered);
    call.client().fillHead(request.headers());
    written = true;
    if (call.client().isUpgrade()) {
      request.connect();
    } else {
      request.continueHandler(go -> call.client().passContinue());
      call.client().body().sendTo(request);
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
}
