package dev.gantry.gateway.relay;

import dev.gantry.gateway.replica.Refusal;
import dev.gantry.gateway.replica.ReplicaSlot;
import dev.gantry.gateway.replica.Rotation;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.StreamResetException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One call of a function, from its arrival to the end of its answer. It holds at most one place in
 * line, one replica and one exchange, and releases them exactly once. Runs on the event loop of the
 * client's connection.
 */
final class Call {

  /** Status in metrics and logs of a call whose client went away before an answer. */
  static final int CLIENT_GONE = 499;

  private final Relay relay;
  private final Rotation rotation;
  private final ClientSide client;
  private final String target;
  private final Tries tries;
  private final Duration limit;
  private final long arrived = System.nanoTime();

  private TimeLimits.@Nullable Limit timeLimit;
  private boolean cold;
  private long waking;
  private @Nullable InLine line;
  private @Nullable ReplicaSlot replica;
  private @Nullable Exchange exchange;
  private boolean ended;

  Call(Relay relay, ClientSide client, Rotation rotation, String target) {
    this.relay = relay;
    this.client = client;
    this.rotation = rotation;
    this.target = target;
    this.tries = new Tries(rotation);
    this.limit = rotation.settings().timeout().orElse(relay.settings().callLimit());
  }

  ClientSide client() {
    return client;
  }

  String target() {
    return target;
  }

  boolean isEnded() {
    return ended;
  }

  void start() {
    rotation.meter().started();
    client.response().exceptionHandler(this::clientFailed);
    if (client.request().version() == HttpVersion.HTTP_2) {
      client.request().exceptionHandler(this::clientFailed);
    }
    client.body().hold();
    timeLimit = relay.limits().set(TimeLimits.nanos(limit), this::limitPassed);
    ReplicaSlot free = rotation.tryEnter();
    if (free == null) {
      waitInLine();
    } else {
      tryReplica(free, false);
    }
  }

  // Getting a replica

  private void waitInLine() {
    InLine place = new InLine(relay, rotation, this);
    line = place;
    cold |= place.isCold();
    place.join();
  }

  /** A replica is free for this call, which waited for it. */
  void granted(ReplicaSlot free) {
    InLine place = line;
    if (place != null && place.isCold()) {
      waking += place.waited();
    }
    line = null;
    tryReplica(free, false);
  }

  /** There is no replica for this call, which waited for one. */
  void refused(Refusal why, Duration waited) {
    line = null;
    answer(GatewayAnswer.refused(client.function(), why, waited));
  }

  private void tryReplica(ReplicaSlot free, boolean onFreshConnection) {
    replica = free;
    tries.count();
    Upstream idle = onFreshConnection ? null : relay.pool().takeIdle(free, rotation.settings());
    if (idle == null) {
      relay.pool().connect(free).onComplete((made, failure) -> connected(free, made));
    } else {
      begin(idle);
    }
  }

  private void connected(ReplicaSlot to, @Nullable Upstream made) {
    if (made == null) {
      to.unreachable();
      if (!ended) {
        leaveReplica();
        tryAnother(to, null);
      }
      return;
    }
    to.reachable();
    if (ended) {
      relay.pool().settle(made);
    } else {
      begin(made);
    }
  }

  private void begin(Upstream upstream) {
    Exchange next = new Exchange(this, upstream);
    exchange = next;
    next.send();
  }

  /** The exchange broke before the head of an answer. */
  void exchangeFailed(Exchange failed, Throwable cause) {
    exchange = null;
    leaveReplica();
    ReplicaSlot at = failed.upstream().replica();
    if (failed.retryRule().allows(client.method())) {
      client.body().detach();
      tryAnother(at, failed.upstream().isReused() ? at : null);
    } else if (Exchange.isMalformed(cause)) {
      answer(GatewayAnswer.garbled(client.function()));
    } else {
      answer(GatewayAnswer.broken(client.function()));
    }
  }

  /**
   * @param failed where the last try failed
   * @param again the same replica when only an old connection to it may be at fault
   */
  private void tryAnother(ReplicaSlot failed, @Nullable ReplicaSlot again) {
    ReplicaSlot other = tries.enterOther(failed);
    if (other != null) {
      tryReplica(other, false);
    } else if (again != null && tries.enterAgain(again)) {
      tryReplica(again, true);
    } else if (tries.mayWait()) {
      waitInLine();
    } else {
      answer(GatewayAnswer.unreachable(client.function()));
    }
  }

  // Answering

  /** The head of the replica's answer is there. */
  void answered(Exchange by, UpstreamAnswer from) {
    boolean switched = client.isUpgrade() && from.status() == Upgrade.SWITCHING_PROTOCOLS;
    if (!switched && !AnswerHead.isFinal(from.status())) {
      release();
      answer(GatewayAnswer.garbled(client.function()));
      return;
    }
    long now = System.nanoTime();
    client.fillAnswer(from, ServerTiming.of(now - arrived, waking, now - by.begun()), cold);
    if (switched) {
      clearLimit();
      Runnable over = () -> end(Upgrade.SWITCHING_PROTOCOLS);
      by.tunnel(new Tunnel(relay, by.upstream(), client, limit, over));
    } else {
      by.relayAnswer(from);
    }
  }

  /** The answer is written whole. */
  void answerEnded(Exchange by) {
    exchange = null;
    by.giveBack(System.nanoTime());
    end(client.response().getStatusCode());
    client.answered();
  }

  /** The replica's answer broke off. */
  void answerBroken() {
    release();
    if (client.hasAnswer()) {
      end(client.response().getStatusCode());
      client.cut();
    } else {
      answer(GatewayAnswer.broken(client.function()));
    }
  }

  private void limitPassed() {
    if (ended) {
      return;
    }
    release();
    if (client.hasAnswer()) {
      end(client.response().getStatusCode());
      client.cutAtOnce();
    } else {
      answer(GatewayAnswer.timedOut(client.function(), limit));
    }
  }

  private void clientFailed(Throwable cause) {
    if (ended) {
      return;
    }
    release();
    boolean gone = cause instanceof HttpClosedException || cause instanceof StreamResetException;
    if (gone || client.hasAnswer()) {
      end(CLIENT_GONE);
    } else {
      answer(GatewayAnswer.invalidBody(client.function()));
    }
  }

  private void answer(GatewayAnswer own) {
    end(own.status());
    // In the next turn, what there is of a small body has been read, and the connection can stay.
    client.body().discard();
    relay.run(() -> client.answer(own));
  }

  // Ending

  private void release() {
    InLine place = line;
    if (place != null) {
      line = null;
      place.leave();
    }
    Exchange by = exchange;
    if (by != null) {
      exchange = null;
      by.abort();
    }
    leaveReplica();
  }

  private void leaveReplica() {
    ReplicaSlot left = replica;
    if (left != null) {
      replica = null;
      rotation.leave(left);
    }
  }

  private void clearLimit() {
    TimeLimits.Limit set = timeLimit;
    if (set != null) {
      timeLimit = null;
      set.clear();
    }
  }

  private void end(int status) {
    if (ended) {
      return;
    }
    ended = true;
    clearLimit();
    leaveReplica();
    if (cold) {
      rotation.meter().coldStart();
    }
    long nanos = System.nanoTime() - arrived;
    rotation.meter().ended(status, nanos);
    relay.log(client.request(), rotation.name(), status, nanos);
  }
}
