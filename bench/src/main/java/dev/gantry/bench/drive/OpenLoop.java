package dev.gantry.bench.drive;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.HdrHistogram.Histogram;

/**
 * Calls at a fixed rate, whether answers come or not. A latency is counted from the moment at which
 * a call was due, not from that at which a connection was free for it, so a server that stalls is
 * charged for all calls that it kept waiting (no coordinated omission).
 *
 * <p>One thread, so that it takes as little as wrk of what it shares with the server. It sends and
 * reads through epoll, whose timers are finer than the milliseconds of Java's selector.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what fails shows in the calls
public final class OpenLoop {

  /** How an answer ends, by which its end is told. */
  private static final byte[] END = "hello world\n".getBytes(StandardCharsets.US_ASCII);

  private static final int PATIENCE_SECONDS = 20;

  /** So long the first calls are not counted, in seconds. */
  private static final double LEAD_IN = 0.5;

  private final EventLoop loop;
  private final ByteBuf request;
  private final double intervalNanos;
  private final long total;
  private final long uncounted;
  private final Histogram micros = new Histogram(60_000_000, 3);
  private final Deque<Caller> idle = new ArrayDeque<>();
  private final CompletableFuture<Histogram> over = new CompletableFuture<>();
  private long begun;
  private long sent;
  private long answered;
  private boolean timed;

  private OpenLoop(EventLoop loop, String path, double rate, int seconds) {
    this.loop = loop;
    this.request =
        Unpooled.unreleasableBuffer(
            Unpooled.directBuffer()
                .writeBytes(
                    ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII)));
    this.intervalNanos = 1e9 / rate;
    this.uncounted = (long) (rate * LEAD_IN);
    this.total = uncounted + (long) (rate * seconds);
  }

  /**
   * Drives a server whose answers end with {@code hello world} and a line feed.
   *
   * @param rate calls a second
   * @param connections how many are open; more calls than this are not under way at once
   * @return latencies in microseconds
   * @throws IOException if a call fails, or the server is 20 s late
   */
  public static Histogram drive(
      InetSocketAddress address, String path, double rate, int connections, int seconds)
      throws IOException, InterruptedException {
    MultiThreadIoEventLoopGroup group =
        new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    try {
      OpenLoop calls = new OpenLoop(group.next(), path, rate, seconds);
      for (int i = 0; i < connections; i++) {
        calls.connect(group, address);
      }
      calls.loop.execute(calls::begin);
      return calls.over.get(seconds + PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      throw new IOException("calls at a fixed rate failed: " + failed.getCause(), failed);
    } catch (TimeoutException late) {
      throw new IOException("the server did not keep up with " + (long) rate + " calls/s", late);
    } finally {
      group.shutdownGracefully(0, 1, TimeUnit.SECONDS).await();
    }
  }

  private void connect(MultiThreadIoEventLoopGroup group, InetSocketAddress address)
      throws InterruptedException {
    new Bootstrap()
        .group(group)
        .channel(EpollSocketChannel.class)
        .option(ChannelOption.TCP_NODELAY, true)
        .handler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                Caller caller = new Caller(channel);
                channel.pipeline().addLast(caller);
                idle.add(caller);
              }
            })
        .connect(address)
        .sync();
  }

  private void begin() {
    begun = System.nanoTime();
    send();
  }

  private long due(long call) {
    return begun + (long) (call * intervalNanos);
  }

  /** Sends what is due, as far as connections are free, and comes back for the next. */
  private void send() {
    long now = System.nanoTime();
    while (sent < total && now - due(sent) >= 0 && !idle.isEmpty()) {
      idle.poll().send(sent++);
    }
    if (sent < total && !idle.isEmpty() && !timed) {
      timed = true;
      loop.schedule(this::onTime, Math.max(0, due(sent) - now), TimeUnit.NANOSECONDS);
    }
  }

  private void onTime() {
    timed = false;
    send();
  }

  private void answered(Caller by, long call) {
    if (call >= uncounted) {
      micros.recordValue(Math.max(1, (System.nanoTime() - due(call)) / 1000));
    }
    idle.add(by);
    if (++answered == total) {
      over.complete(micros);
    } else {
      send();
    }
  }

  /** One connection. */
  private final class Caller extends ChannelInboundHandlerAdapter {

    private final Channel channel;
    private long call;
    private boolean waiting;

    private Caller(Channel channel) {
      this.channel = channel;
    }

    private void send(long next) {
      call = next;
      waiting = true;
      channel.writeAndFlush(request.duplicate(), channel.voidPromise());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      ByteBuf bytes = (ByteBuf) message;
      boolean whole = endsWith(bytes);
      bytes.release();
      if (whole && waiting) {
        waiting = false;
        answered(this, call);
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      over.completeExceptionally(new IOException("the server closed a connection"));
    }
  }

  private static boolean endsWith(ByteBuf bytes) {
    int from = bytes.writerIndex() - END.length;
    for (int i = 0; i < END.length; i++) {
      if (from < 0 || bytes.getByte(from + i) != END[i]) {
        return false;
      }
    }
    return true;
  }
}
