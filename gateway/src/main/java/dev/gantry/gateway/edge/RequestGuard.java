package dev.gantry.gateway.edge;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpVersion;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Stands in front of Vert.x' HTTP/1 decoder and lets only requests through that can be read in one
 * way.
 *
 * <p>Octets pass unchanged. A head reaches Vert.x whole or not at all. A refused request takes its
 * turn in Vert.x' own queue, so earlier answers go out first: a bad head becomes a failed request
 * for the invalid-request handler, a bad body makes the request that is being relayed fail with the
 * {@link RefusedRequest}. In that case the answer is written here, if none has begun; anything
 * written by others later is dropped. Nothing behind a refused request is looked at.
 *
 * <p>For one connection; runs on its event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write or close ends the connection anyway
final class RequestGuard extends ChannelDuplexHandler {

  private static final String NAME = "requestGuard";
  private static final String DECODER = "httpDecoder";
  private static final String ENCODER = "httpEncoder";

  private final ConnectionLimits limits;
  private final RequestFraming framing;
  private final AnswerWatch answers = new AnswerWatch(this::stepAside);
  private final StallWatch stalls;
  private @Nullable ByteBuf partialHead;
  private @Nullable ChannelHandlerContext context;
  private @Nullable Future<?> step;
  private int reads;
  private boolean refused;
  private boolean lingering;

  private RequestGuard(ConnectionLimits limits) {
    this.limits = limits;
    this.framing = new RequestFraming(limits.headOctets());
    this.stalls = new StallWatch(limits, framing, answers);
  }

  /**
   * Puts a guard in front of the decoder.
   *
   * @throws IllegalStateException if the pipeline is not that of a Vert.x HTTP/1 server
   */
  static void install(ChannelPipeline pipeline, ConnectionLimits limits) {
    if (pipeline.get(DECODER) == null || pipeline.get(ENCODER) == null) {
      throw new IllegalStateException("no HTTP/1 codec in " + pipeline.names());
    }
    RequestGuard guard = new RequestGuard(limits);
    pipeline.addAfter(ENCODER, NAME + "Answers", guard.answers);
    pipeline.addBefore(DECODER, NAME, guard);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    context = ctx;
    long millis = limits.step().toMillis();
    step =
        ctx.executor()
            .scheduleWithFixedDelay(() -> look(ctx), millis, millis, TimeUnit.MILLISECONDS);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    if (step != null) {
      step.cancel(false);
    }
    dropPartialHead();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (!(message instanceof ByteBuf octets)) {
      ctx.fireChannelRead(message);
      return;
    }
    if (refused) {
      octets.release();
      return;
    }
    reads++;
    try {
      framing.follow(octets);
    } catch (RefusedRequest refusal) {
      refuse(ctx, octets, refusal);
      return;
    }
    if (partialHead == null && !framing.isInHead()) {
      ctx.fireChannelRead(octets);
    } else {
      passWhole(ctx, octets);
    }
  }

  /** Passes complete heads and their bodies on and keeps an incomplete head. */
  private void passWhole(ChannelHandlerContext ctx, ByteBuf octets) {
    int from = octets.readerIndex();
    int whole = framing.isInHead() ? framing.requestStart() : octets.writerIndex();
    ByteBuf before = partialHead;
    if (whole > from) {
      partialHead = null;
    }
    if (whole < octets.writerIndex()) {
      keepPartialHead(ctx, octets, whole);
    }
    if (whole == from) {
      octets.release();
      return;
    }
    if (before != null) {
      ctx.fireChannelRead(before);
    }
    ctx.fireChannelRead(octets.writerIndex(whole));
  }

  private void keepPartialHead(ChannelHandlerContext ctx, ByteBuf octets, int from) {
    int size = octets.writerIndex() - from;
    if (partialHead == null) {
      partialHead = ctx.alloc().buffer(size);
    }
    partialHead.writeBytes(octets, from, size);
  }

  private void dropPartialHead() {
    if (partialHead != null) {
      partialHead.release();
      partialHead = null;
    }
  }

  private void refuse(ChannelHandlerContext ctx, ByteBuf octets, RefusedRequest refusal) {
    int start = framing.requestStart();
    ByteBuf before = partialHead;
    partialHead = null;
    refused = true;
    if (start > octets.readerIndex()) {
      if (before != null) {
        ctx.fireChannelRead(before);
      }
      ctx.fireChannelRead(octets.writerIndex(start));
    } else {
      if (before != null) {
        before.release();
      }
      octets.release();
    }
    fail(ctx, refusal, start < 0);
  }

  /** Puts the failure in the queue of requests, behind those that were passed on. */
  private static void fail(ChannelHandlerContext ctx, RefusedRequest refusal, boolean inBody) {
    ChannelHandlerContext decoder = ctx.pipeline().context(DECODER);
    if (decoder == null) {
      ctx.close();
      return;
    }
    HttpObject failed =
        inBody
            ? new DefaultHttpContent(Unpooled.EMPTY_BUFFER)
            : new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/");
    failed.setDecoderResult(DecoderResult.failure(refusal));
    decoder.fireChannelRead(failed);
  }

  /** Vert.x throws a failure into the pipeline when it is the failed request's turn. */
  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof RefusedRequest refusal) {
      refused = true;
      if (answers.begun() < framing.heads()) {
        ctx.writeAndFlush(ByteBufUtil.writeAscii(ctx.alloc(), RefusalAnswer.whole(refusal)));
      }
      answers.mute();
    }
    ctx.fireExceptionCaught(cause);
  }

  @Override
  public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
    boolean mayBeSending = refused || AnswerWatch.saidLast(ctx.channel());
    if (mayBeSending && !lingering && ctx.channel().isActive()) {
      refused = true;
      lingering = true;
      LingeringClose.begin(ctx, promise);
    } else {
      ctx.close(promise);
    }
  }

  /** A 101 went out. Requests behind the upgrade would be lost in the tunnel: cut it then. */
  private void stepAside() {
    ChannelHandlerContext ctx = context;
    if (ctx == null) {
      return;
    }
    if (!framing.isBetweenRequests() || framing.heads() > answers.begun()) {
      refused = true;
      answers.mute();
      ctx.channel().close();
      return;
    }
    ctx.pipeline().remove(answers);
    ctx.pipeline().remove(this);
  }

  private void look(ChannelHandlerContext ctx) {
    StallWatch.Place place =
        lingering ? null : stalls.stalled(ctx.channel(), reads, System.nanoTime());
    switch (place) {
      case HEAD -> timeOut(ctx, "the request head did not arrive in time", false);
      case BODY -> timeOut(ctx, "the request body did not arrive in time", true);
      // Vert.x would first wait for what the client does not take.
      case IDLE, ANSWER -> ctx.close();
      case ELSEWHERE -> {}
      case null -> {}
    }
  }

  private void timeOut(ChannelHandlerContext ctx, String reason, boolean inBody) {
    if (refused) {
      return;
    }
    refused = true;
    dropPartialHead();
    if (!inBody) {
      framing.giveUp();
    }
    fail(ctx, new RefusedRequest(408, reason), inBody);
    ctx.fireChannelReadComplete();
  }
}
