package dev.gantry.gateway.relay;

import dev.gantry.gateway.replica.ReplicaSlot;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.impl.headers.Http1xHeaders;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.buffer.BufferInternal;
import io.vertx.core.net.NetSocket;
import java.net.InetSocketAddress;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a replica. Used by one call at a time, on the event loop that made it.
 *
 * <p>It is the last handler of its channel, and hands what arrives to the exchange that runs. What
 * arrives when none does closes it: it would be taken for an answer to somebody else's call.
 */
final class Upstream extends ChannelInboundHandlerAdapter {

  private static final int CONTINUE = 100;
  private static final Set<HttpVersion> VERSIONS =
      Set.of(HttpVersion.HTTP_1_0, HttpVersion.HTTP_1_1);

  private final UpstreamPool pool;
  private final ReplicaSlot replica;
  private final InetSocketAddress address;
  private final String host;
  private final RawChannel channel;
  private final UpstreamCodec.Answers answers = new UpstreamCodec.Answers();
  private final UpstreamCodec.Requests requests = new UpstreamCodec.Requests();
  private @Nullable Exchange exchange;
  private @Nullable UpstreamAnswer switching;
  private Runnable drained = () -> {};
  private int calls;
  private boolean interim;
  private boolean last;
  private boolean returning;
  private boolean closed;
  private long idleSince = System.nanoTime();

  /**
   * Becomes the handler of a channel that is not connected yet.
   *
   * @param pool told when it may be used again, and when it is closed
   * @param host what requests say in {@code Host}
   */
  Upstream(
      UpstreamPool pool,
      ReplicaSlot replica,
      InetSocketAddress address,
      String host,
      Channel channel) {
    this.pool = pool;
    this.replica = replica;
    this.address = address;
    this.host = host;
    this.channel = new RawChannel(channel);
    channel.pipeline().addLast(answers, requests, this);
  }

  ReplicaSlot replica() {
    return replica;
  }

  String host() {
    return host;
  }

  RawChannel channel() {
    return channel;
  }

  /** Begins a call, which is counted. What arrives is the exchange's from now on. */
  UpstreamRequest begin(Exchange by, HttpMethod method, String target) {
    calls++;
    exchange = by;
    drained = () -> {};
    answers.expect(method.equals(HttpMethod.HEAD));
    return new UpstreamRequest(this, channel.channel(), method, target);
  }

  void whenDrained(Runnable resume) {
    drained = resume;
  }

  /** Whether it has carried a call before the present one. */
  boolean isReused() {
    return calls > 1;
  }

  /** Whether a byte came back since the present call began. */
  boolean answerBegun() {
    return answers.isBegun();
  }

  boolean isClosed() {
    return closed;
  }

  /** Whether the replica takes another call on it after a whole answer. */
  boolean isKept() {
    return !last && !closed;
  }

  /**
   * Has it given back to the pool once everything that has arrived is read, unless there is more
   * than the answer.
   */
  void giveBackAfterReading(long now) {
    idleSince = now;
    returning = true;
  }

  /** Whether it may carry another call. */
  boolean isUsable(long now, long idleLimitNanos) {
    return !closed
        && now - idleSince < idleLimitNanos
        && !replica.isWithdrawn()
        && address.equals(replica.address());
  }

  /** Closes it at once, whatever the replica has not read yet. */
  void close() {
    exchange = null;
    closed = true;
    channel.closeAtOnce();
  }

  /** The bytes behind an answer that agreed on another protocol; paused. */
  NetSocket toNetSocket(ContextInternal context) {
    ChannelPipeline pipeline = channel.channel().pipeline();
    NetSocket socket = channel.addNetSocket(context);
    socket.pause();
    pipeline.remove(this);
    pipeline.remove(requests);
    pipeline.remove(answers);
    return socket;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ContextInternal before = pool.context().beginDispatch();
    try {
      received(message);
    } finally {
      pool.context().endDispatch(before);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    Exchange by = exchange;
    if (by != null) {
      if (by.isHeldBack()) {
        pool.dispatch(by::turnOver);
      }
    } else if (returning && !answers.hasMore()) {
      returning = false;
      answers.expect(false);
      pool.settle(this);
    } else if (answers.isBegun()) {
      close();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (context.channel().isWritable()) {
      pool.dispatch(drained);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    closed = true;
    pool.forget(this);
    pool.dispatch(() -> broken(new HttpClosedException("the replica closed the connection")));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    UpstreamPool.logBroken(cause);
    pool.dispatch(() -> broken(cause));
    close();
  }

  private void received(Object message) {
    if (exchange == null || !(message instanceof HttpObject part)) {
      ReferenceCountUtil.release(message);
      close();
      return;
    }
    try {
      if (part.decoderResult().isFailure()) {
        broken(part.decoderResult().cause());
        return;
      }
      if (message instanceof HttpResponse response) {
        head(response);
      }
      if (message instanceof HttpContent content) {
        content(content);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void head(HttpResponse response) {
    if (!VERSIONS.contains(response.protocolVersion())) {
      broken(new IllegalStateException("answer of " + response.protocolVersion()));
      return;
    }
    int status = response.status().code();
    UpstreamAnswer answer = new UpstreamAnswer(status, (Http1xHeaders) response.headers());
    interim = status >= CONTINUE && status < 200;
    Exchange by = exchange;
    if (by == null) {
      return;
    }
    if (status == Upgrade.SWITCHING_PROTOCOLS) {
      switching = answer; // what follows the end of this head is no longer HTTP
    } else if (status == CONTINUE) {
      by.goOn();
    } else if (!interim) {
      last = !HttpUtil.isKeepAlive(response);
      by.answered(answer);
    }
  }

  private void content(HttpContent content) {
    if (!interim && exchange != null && content.content().isReadable()) {
      exchange.chunk(BufferInternal.safeBuffer(content.content().retain()));
    }
    if (content instanceof LastHttpContent) {
      end();
    }
  }

  private void end() {
    Exchange by = exchange;
    UpstreamAnswer switched = switching;
    if (by == null) {
      return;
    }
    if (switched != null) {
      switching = null;
      by.answered(switched);
    } else if (!interim) {
      exchange = null;
      by.ended();
    }
    interim = false;
  }

  private void broken(Throwable cause) {
    Exchange by = exchange;
    if (by != null) {
      exchange = null;
      by.broken(cause);
    }
  }
}
