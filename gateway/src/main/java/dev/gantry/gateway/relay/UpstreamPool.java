package dev.gantry.gateway.relay;

import dev.gantry.api.CallSettings;
import dev.gantry.gateway.replica.ReplicaSlot;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollChannelOption;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections of one event loop to replicas. The one used last is used next, so that the others
 * grow old and are closed.
 */
final class UpstreamPool {

  private static final Logger LOG = LoggerFactory.getLogger(UpstreamPool.class);

  /** Nothing idle is used for longer than this, whatever a function says. */
  private static final long IDLE_MAX_NANOS = 10_000_000_000L;

  private static final int PROBE_AFTER_SECONDS = 5;
  private static final int PROBE_EVERY_SECONDS = 2;
  private static final int PROBES = 3;

  /** How long what was sent may go without its receipt: as long as a row of probes takes. */
  private static final int LOST_AFTER_MILLIS =
      1_000 * (PROBE_AFTER_SECONDS + PROBES * PROBE_EVERY_SECONDS);

  private final ContextInternal context;
  private final Bootstrap bootstrap;
  private final Map<ReplicaSlot, ArrayDeque<Upstream>> idle = new HashMap<>();

  /**
   * @param context the event loop's
   * @param connectLimit how long opening a connection may take
   */
  UpstreamPool(Context context, Duration connectLimit) {
    this.context = (ContextInternal) context;
    this.bootstrap =
        new Bootstrap()
            .group(this.context.nettyEventLoop())
            .channelFactory(this.context.owner().transport().channelFactory(false))
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(connectLimit.toMillis()));
    if (this.context.owner().isNativeTransportEnabled()) {
      noticeLostMachines();
    }
  }

  /**
   * A machine that is lost says nothing, so its silence has to end what waits for it (ADR 0045).
   * Systems answer probes by themselves, also for a function that is busy or paused.
   */
  private void noticeLostMachines() {
    bootstrap
        .option(ChannelOption.SO_KEEPALIVE, true)
        .option(EpollChannelOption.TCP_KEEPIDLE, PROBE_AFTER_SECONDS)
        .option(EpollChannelOption.TCP_KEEPINTVL, PROBE_EVERY_SECONDS)
        .option(EpollChannelOption.TCP_KEEPCNT, PROBES)
        .option(EpollChannelOption.TCP_USER_TIMEOUT, LOST_AFTER_MILLIS);
  }

  /**
   * A connection that is open and was used lately.
   *
   * @return null when there is none
   */
  @Nullable Upstream takeIdle(ReplicaSlot replica, CallSettings settings) {
    ArrayDeque<Upstream> connections = idle.get(replica);
    if (connections == null) {
      return null;
    }
    long now = System.nanoTime();
    long limit = idleLimitNanos(settings);
    Upstream upstream;
    while ((upstream = connections.pollFirst()) != null) {
      if (upstream.isUsable(now, limit)) {
        return upstream;
      }
      upstream.close();
    }
    idle.remove(replica);
    return null;
  }

  /** Opens a connection; fails when the replica cannot be reached. */
  Future<Upstream> connect(ReplicaSlot replica) {
    Promise<Upstream> opened = Promise.promise();
    try {
      open(replica, replica.address(), opened);
    } catch (IllegalStateException | RejectedExecutionException e) {
      opened.fail(e); // The gateway is being closed.
    }
    return opened.future();
  }

  private void open(ReplicaSlot replica, InetSocketAddress address, Promise<Upstream> opened) {
    Opening opening = new Opening(replica, address);
    bootstrap
        .clone()
        .handler(opening)
        .connect(address)
        .addListener(
            connected ->
                dispatch(
                    () -> {
                      Upstream made = opening.made;
                      if (connected.isSuccess() && made != null) {
                        opened.complete(made);
                      } else {
                        opened.fail(connected.cause());
                      }
                    }));
  }

  /** Makes the handler of a new channel. */
  private final class Opening extends ChannelInitializer<Channel> {

    private final ReplicaSlot replica;
    private final InetSocketAddress address;
    private @Nullable Upstream made;

    private Opening(ReplicaSlot replica, InetSocketAddress address) {
      this.replica = replica;
      this.address = address;
    }

    @Override
    protected void initChannel(Channel channel) {
      made = new Upstream(UpstreamPool.this, replica, address, host(address), channel);
    }
  }

  private static String host(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    boolean bracketed = address.getAddress().getAddress().length == 16;
    return (bracketed ? "[" + host + "]" : host) + ":" + address.getPort();
  }

  ContextInternal context() {
    return context;
  }

  /** Runs what came from the network as a turn of the event loop, as Vert.x does. */
  void dispatch(Runnable task) {
    context.dispatch(task);
  }

  /** Closes what will not be used again. */
  void sweep() {
    long now = System.nanoTime();
    Iterator<ArrayDeque<Upstream>> all = idle.values().iterator();
    while (all.hasNext()) {
      ArrayDeque<Upstream> connections = all.next();
      while (!connections.isEmpty() && !connections.peekLast().isUsable(now, IDLE_MAX_NANOS)) {
        connections.pollLast().close();
      }
      if (connections.isEmpty()) {
        all.remove();
      }
    }
  }

  void close() {
    idle.values().forEach(connections -> connections.forEach(Upstream::close));
    idle.clear();
  }

  /** The call that it broke is told apart; this only keeps the failure out of the error log. */
  static void logBroken(Throwable cause) {
    LOG.atDebug().addKeyValue("reason", cause).log("connection to a replica failed");
  }

  /** Half of what the watchdog waits for its next request, and at most 10 s. */
  private static long idleLimitNanos(CallSettings settings) {
    return Math.min(IDLE_MAX_NANOS, TimeLimits.nanos(settings.readTimeout()) / 2);
  }

  /** Takes back a connection whose call is over, and on which nothing more has arrived. */
  void settle(Upstream upstream) {
    if (upstream.isClosed()) {
      return;
    }
    if (upstream.replica().isWithdrawn()) {
      upstream.close();
    } else {
      idle.computeIfAbsent(upstream.replica(), replica -> new ArrayDeque<>()).addFirst(upstream);
    }
  }

  /** Is told that a connection is closed. */
  void forget(Upstream upstream) {
    ArrayDeque<Upstream> connections = idle.get(upstream.replica());
    if (connections != null) {
      connections.remove(upstream);
    }
  }
}
