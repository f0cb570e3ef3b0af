package dev.gantry.gateway.relay;

import io.netty.handler.codec.DecoderException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
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
    UpstreamRequest request = upstream.begin(this, call.client().method(), call.target());
    call.client().fillHead(request.headers());
    request.headers().set(HttpHeaders.HOST, upstream.host());
    written = true;
    if (call.client().isUpgrade()) {
      request.end();
    } else {
      call.client().body().sendTo(request);
    }
  }

  /** Passes the answer on; its head is filled already. */
  void relayAnswer(UpstreamAnswer from) {
    over = true;
    answer = new Answer(call.client(), upstream.channel(), AnswerHead.length(from.headers()));
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
  void giveBack(long now) {
    if (call.client().body().isSent() && !call.client().isUpgrade() && upstream.isKept()) {
      upstream.giveBackAfterReading(now);
    } else {
      upstream.close();
    }
  }

  // What arrives from the replica

  /** The replica asks for the body. */
  void goOn() {
    if (!over && !call.client().isUpgrade()) {
      call.client().passContinue();
    }
  }

  void answered(UpstreamAnswer from) {
    if (!over) {
      call.answered(this, from);
    }
  }

  void chunk(Buffer chunk) {
    if (answer != null) {
      answer.chunk(chunk);
    }
  }

  /** Whether something of the answer waits for the end of the turn of the event loop. */
  boolean isHeldBack() {
    return answer != null && answer.isFirstTurn();
  }

  /** Everything that had arrived is passed on. */
  void turnOver() {
    if (answer != null) {
      answer.turnOver();
    }
  }

  /** The answer is whole. */
  void ended() {
    if (answer != null && answer.end()) {
      call.answerEnded(this);
    }
  }

  /** The connection ended, or what came is not HTTP. */
  void broken(Throwable cause) {
    if (answer == null) {
      failed(cause);
    } else if (answer.breakOff()) {
      call.answerBroken();
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
