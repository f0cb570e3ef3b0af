package dev.gantry.gateway.relay;

import dev.gantry.api.CallSettings;
import dev.gantry.gateway.replica.ReplicaSlot;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpConnectOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
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

  private final Context context;
  private final HttpClientAgent client;
  private final Map<ReplicaSlot, ArrayDeque<Upstream>> idle = new HashMap<>();

  /** Connections whose answer ended in this turn of the loop; see {@link #giveBack}. */
  private final ArrayDeque<Upstream> returning = new ArrayDeque<>();

  UpstreamPool(Context context, HttpClientAgent client) {
    this.context = context;
    this.client = client;
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
    InetSocketAddress address = replica.address();
    String host = address.getAddress().getHostAddress();
    HttpConnectOptions options =
        new HttpConnectOptions()
            .setServer(SocketAddress.inetSocketAddress(address.getPort(), host))
            .setHost(address.getAddress().getAddress().length == 16 ? "[" + host + "]" : host)
            .setPort(address.getPort());
    return open(options)
        .map(
            connection -> {
              Upstream upstream = new Upstream(replica, address, connection);
              connection.closeHandler(closed -> forget(upstream));
              connection.exceptionHandler(UpstreamPool::broken);
              return upstream;
            });
  }

  private Future<HttpClientConnection> open(HttpConnectOptions options) {
    try {
      return client.connect(options);
    } catch (IllegalStateException e) {
      return Future.failedFuture(e); // The gateway is being closed.
    }
  }

  /**
   * Takes back a connection whose call is over. It is used again in the next turn of the event loop
   * at the earliest: what a replica sent beyond its answer is read in this one, and closes the
   * connection instead of answering somebody else's call.
   */
  void giveBack(Upstream upstream) {
    upstream.markIdle(System.nanoTime());
    returning.addLast(upstream);
    if (returning.size() == 1) {
      context.runOnContext(turn -> settle());
    }
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
  private static void broken(Throwable cause) {
    LOG.atDebug().addKeyValue("reason", cause).log("connection to a replica failed");
  }

  /** Half of what the watchdog waits for its next request, and at most 10 s. */
  private static long idleLimitNanos(CallSettings settings) {
    return Math.min(IDLE_MAX_NANOS, TimeLimits.nanos(settings.readTimeout()) / 2);
  }

  private void settle() {
    Upstream upstream;
    while ((upstream = returning.pollFirst()) != null) {
      if (upstream.isClosed()) {
        continue;
      }
      if (upstream.replica().isWithdrawn()) {
        upstream.close();
      } else {
        idle.computeIfAbsent(upstream.replica(), replica -> new ArrayDeque<>()).addFirst(upstream);
      }
    }
  }

  private void forget(Upstream upstream) {
    upstream.markClosed();
    ArrayDeque<Upstream> connections = idle.get(upstream.replica());
    if (connections != null) {
      connections.remove(upstream);
    }
  }
}
