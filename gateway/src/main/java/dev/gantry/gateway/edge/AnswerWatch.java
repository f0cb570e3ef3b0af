package dev.gantry.gateway.edge;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AttributeKey;
import io.netty.util.ReferenceCountUtil;

/**
 * Sees each answer begin and end, between Vert.x and its encoder; for one connection and its event
 * loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write or close ends the connection anyway
final class AnswerWatch extends ChannelOutboundHandlerAdapter {

  private static final int SWITCHING_PROTOCOLS = 101;

  /** Set on a connection one of whose answers said {@code Connection: close}. */
  private static final AttributeKey<Boolean> SAID_LAST = AttributeKey.valueOf("gantry.saidLast");

  private final Runnable onSwitch;
  private int begun;
  private int ended;
  private int interim;
  private boolean muted;

  /**
   * A watch.
   *
   * @param onSwitch run after a 101 went out, when what follows is no longer HTTP
   */
  AnswerWatch(Runnable onSwitch) {
    this.onSwitch = onSwitch;
  }

  /**
   * Whether a client was told that no further request on its connection is answered (RFC 9112,
   * 9.6). It may send one again elsewhere, so it must not be carried out here.
   */
  static boolean saidLast(Channel channel) {
    return channel.hasAttr(SAID_LAST);
  }

  /** Answers that began, interim ones apart. */
  int begun() {
    return begun;
  }

  /** Answers that are complete. */
  int ended() {
    return ended;
  }

  /** Interim answers, such as 100, since the last answer that began. */
  int interim() {
    return interim;
  }

  /** Lets nothing more out. Who writes after that is told that it failed. */
  void mute() {
    muted = true;
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    if (muted) {
      ReferenceCountUtil.release(message);
      promise.tryFailure(new RefusedRequest(400, "the request was refused"));
      return;
    }
    int status = 0;
    if (message instanceof HttpResponse response) {
      status = response.status().code();
      if (response.headers().contains(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE, true)) {
        ctx.channel().attr(SAID_LAST).set(true);
      }
    }
    if (status >= 200 || status == SWITCHING_PROTOCOLS) {
      begun++;
      interim = 0;
    } else if (status > 0) {
      interim++;
    }
    if ((status == 0 || status >= 200) && message instanceof LastHttpContent) {
      ended++;
    }
    ctx.write(message, promise);
    if (status == SWITCHING_PROTOCOLS) {
      onSwitch.run();
    }
  }
}
