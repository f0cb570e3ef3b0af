package dev.gantry.gateway.relay;

import dev.gantry.gateway.replica.Refusal;
import dev.gantry.gateway.replica.ReplicaSlot;
import dev.gantry.gateway.replica.Rotation;
import dev.gantry.gateway.replica.WaitingCall;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.StreamResetException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One call of a function, from its arrival to the end of its answer: waits for a replica, tries it,
 * tries another where that is safe, and releases everything exactly once. Runs on the event loop of
 * the client's connection.
 */
final class Call implements WaitingCall {

  /** Status in metrics and logs of a call whose client went away before an answer. */
  static final int CLIENT_GONE = 499;

  /** Tries of one call at most, over all replicas. */
  private static final int MAX_TRIES = 8;

  private static final long NANOS_IN_MILLI = 1_000_000;

  private final Relay relay;
  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final Rotation rotation;
  private final String target;
  private final ClientBody body;
  private final String id;
  private final String startTime;
  private final long arrived = System.nanoTime();
  private final Duration limit;
  private final boolean upgrade;

  private long limitTimer = -1;
  private long waitTimer = -1;
  private boolean cold;
  private long wokenAfter;
  private int tries;
  private @Nullable Set<ReplicaSlot> tried;
  private @Nullable ReplicaSlot replica;
  private @Nullable Exchange exchange;
  private @Nullable Answer answer;
  private boolean ended;

  Call(Relay relay, HttpServerRequest request, Rotation rotation, String target) {
    this.relay = relay;
    this.request = request;
    this.response = request.response();
    this.rotation = rotation;
    this.target = target;
    this.body = new ClientBody(relay.context(), request);
    String given = request.getHeader(AnswerHead.CALL_ID);
    this.id = given == null || given.isEmpty() ? CallId.next() : given;
    this.startTime = relay.startTime();
    this.limit = rotation.settings().timeout().orElse(relay.settings().callLimit());
    this.upgrade = !body.isExpected() && Upgrade.isWanted(request);
  }

  HttpMethod method() {
    return request.method();
  }

  HttpVersion version() {
    return request.version();
  }

  String target() {
    return target;
  }

  ClientBody body() {
    return body;
  }

  /** Whether the client wants to speak another protocol on this connection. */
  boolean isUpgrade() {
    return upgrade;
  }

  String upgradeProtocol() {
    return request.getHeader(HttpHeaders.UPGRADE);
  }

  void fillHead(MultiMap to) {
    RequestHead.fill(request, to, id, startTime, relay.settings().userAgent());
  }

  void start() {
    rotation.meter().started();
    response.exceptionHandler(this::clientFailed);
    if (version() == HttpVersion.HTTP_2) {
      request.exceptionHandler(this::clientFailed);
    }
    body.hold();
    limitTimer = relay.timer(limit.toMillis(), this::limitPassed);
    ReplicaSlot free = rotation.tryEnter();
    if (free == null) {
      waitForReplica();
    } else {
      tryReplica(free, false);
    }
  }

  /** Tells a client that waits for it to send its body (RFC 9110, 10.1.1). */
  void passContinue() {
    if (!ended && !body.isReceived()) {
      response.writeContinue();
    }
  }

  // Waiting

  private void waitForReplica() {
    cold = cold || !rotation.hasReady();
    Duration most = rotation.settings().waitingTime();
    waitTimer = relay.timer(most.toMillis(), () -> waitingPassed(most));
    rotation.await(this);
  }

  @Override
  public void granted(ReplicaSlot free) {
    relay.run(
        () -> {
          if (ended) {
            rotation.leave(free);
          } else {
            stopWaiting();
            if (cold) {
              wokenAfter = System.nanoTime() - arrived;
            }
            tryReplica(free, false);
          }
        });
  }

  @Override
  public void refused(Refusal why) {
    relay.run(
        () -> {
          if (!ended) {
            refuse(why, rotation.settings().waitingTime());
          }
        });
  }

  private void waitingPassed(Duration waited) {
    waitTimer = -1;
    Refusal why = rotation.giveUp(this);
    if (why != null) {
      refuse(why, waited);
    }
  }

  private void refuse(Refusal why, Duration waited) {
    answer(GatewayAnswer.refused(rotation.name().toString(), why, waited));
  }

  private void stopWaiting() {
    if (waitTimer >= 0) {
      relay.cancel(waitTimer);
      waitTimer = -1;
    }
  }

  // Trying

  private void tryReplica(ReplicaSlot free, boolean onFreshConnection) {
    replica = free;
    tries++;
    long idleLimit = Relay.idleLimitNanos(rotation.settings());
    Upstream idle = onFreshConnection ? null : relay.pool().takeIdle(free, idleLimit);
    if (idle != null) {
      begin(idle);
      return;
    }
    Future<Upstream> connecting = relay.pool().connect(free);
    connecting.onComplete(
        (upstream, failure) -> {
          if (failure != null) {
            notReached(free);
          } else if (ended) {
            relay.pool().giveBack(upstream);
          } else {
            begin(upstream);
          }
        });
  }

  private void begin(Upstream upstream) {
    Exchange next = new Exchange(this, upstream);
    exchange = next;
    next.send();
  }

  private void notReached(ReplicaSlot replicaTried) {
    if (!ended) {
      leaveReplica();
      tryAnother(replicaTried, null);
    }
  }

  void exchangeFailed(Exchange failed, Throwable cause) {
    if (ended) {
      return;
    }
    ReplicaSlot from = failed.upstream().replica();
    leaveReplica();
    if (failed.retryRule().allows(method())) {
      body.detach();
      tryAnother(from, failed.upstream().isReused() ? from : null);
    } else if (Relay.isMalformed(cause)) {
      answer(GatewayAnswer.garbled(rotation.name().toString()));
    } else {
      answer(GatewayAnswer.broken(rotation.name().toString()));
    }
  }

  /**
   * @param failed where the last try failed
   * @param again the same replica when only an old connection to it was at fault
   */
  private void tryAnother(ReplicaSlot failed, @Nullable ReplicaSlot again) {
    Set<ReplicaSlot> sofar = tried == null ? new HashSet<>() : tried;
    tried = sofar;
    boolean first = sofar.add(failed);
    ReplicaSlot other = tries < MAX_TRIES ? rotation.tryEnterOther(sofar) : null;
    if (other != null) {
      tryReplica(other, false);
    } else if (again != null && first && rotation.tryEnterAgain(again)) {
      tryReplica(again, true);
    } else if (tries < MAX_TRIES && rotation.hasOther(sofar)) {
      waitForReplica();
    } else {
      answer(GatewayAnswer.unreachable(rotation.name().toString()));
    }
  }

  private void leaveReplica() {
    ReplicaSlot left = replica;
    if (left != null) {
      replica = null;
      rotation.leave(left);
    }
  }

  // Answering

  void answered(Exchange by, HttpClientResponse from) {
    if (upgrade && from.statusCode() == 101) {
      by.handOver();
      switchProtocols(by, from);
      return;
    }
    if (from.statusCode() < 200) {
      by.abort();
      leaveReplica();
      answer(GatewayAnswer.garbled(rotation.name().toString()));
      return;
    }
    by.handOver();
    fillAnswerHead(by, from);
    String length = from.getHeader(HttpHeaders.CONTENT_LENGTH);
    Answer next = new Answer(this, from, response, length == null ? -1 : Relay.length(length));
    answer = next;
    next.begin(relay.context());
  }

  private void fillAnswerHead(Exchange by, HttpClientResponse from) {
    response.setStatusCode(from.statusCode());
    MultiMap headers = response.headers();
    AnswerHead.copy(from.headers(), headers);
    AnswerHead.addOwn(headers, id, startTime, relay.settings().servedBy());
    long now = System.nanoTime();
    headers.add("Server-Timing", ServerTiming.of(now - arrived, wokenAfter, now - by.begun()));
    if (cold) {
      headers.set("X-Cold-Start", "true");
    }
    relay.filter().apply(request, from.statusCode(), headers);
  }

  void answerEnded() {
    Exchange by = exchange;
    if (by != null) {
      if (body.isSent() && !upgrade) {
        relay.pool().giveBack(by.upstream());
      } else {
        by.abort();
      }
    }
    boolean unread = !body.isReceived();
    end(response.getStatusCode());
    closeAfterAnswer(unread);
  }

  void answerBroken(Throwable cause) {
    Exchange by = exchange;
    if (by != null) {
      by.abort();
    }
    if (response.headWritten()) {
      cut();
    } else {
      leaveReplica();
      response.headers().clear();
      answer(GatewayAnswer.broken(rotation.name().toString()));
    }
  }

  /** Ends an answer that has begun so that the client sees that it is not whole. */
  private void cut() {
    int status = response.getStatusCode();
    end(status);
    response.reset();
  }

  private void answer(GatewayAnswer own) {
    body.discard();
    boolean unread = !body.isReceived();
    end(own.status());
    Relay.write(
        response,
        own,
        headers -> {
          AnswerHead.addOwn(headers, id, startTime, relay.settings().servedBy());
        });
    closeAfterAnswer(unread);
  }

  private void closeAfterAnswer(boolean unread) {
    if (unread
        || (version() == HttpVersion.HTTP_1_0
            && !response.headers().contains(HttpHeaders.CONTENT_LENGTH))) {
      body.discard();
      relay.closeSoon(request, unread);
    }
  }

  // Protocol switch

  private void switchProtocols(Exchange by, HttpClientResponse from) {
    fillAnswerHead(by, from);
    response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.UPGRADE);
    response.putHeader(HttpHeaders.UPGRADE, from.getHeader(HttpHeaders.UPGRADE));
    relay.cancel(limitTimer);
    Tunnel tunnel = new Tunnel(relay, from.netSocket(), limit, () -> tunnelEnded(by));
    request.toNetSocket().onComplete((socket, failure) -> tunnel.begin(socket));
  }

  private void tunnelEnded(Exchange by) {
    by.abort();
    end(101);
  }

  // Ends

  private void limitPassed() {
    limitTimer = -1;
    if (ended) {
      return;
    }
    rotation.giveUp(this);
    release();
    if (response.headWritten()) {
      cut();
    } else {
      response.headers().clear();
      answer(GatewayAnswer.timedOut(rotation.name().toString(), limit));
    }
  }

  private void clientFailed(Throwable cause) {
    if (ended) {
      return;
    }
    rotation.giveUp(this);
    release();
    boolean gone = cause instanceof HttpClosedException || cause instanceof StreamResetException;
    if (gone || response.headWritten()) {
      end(CLIENT_GONE);
    } else {
      answer(GatewayAnswer.invalidBody(rotation.name().toString()));
    }
  }

  private void release() {
    Answer running = answer;
    if (running != null) {
      running.abandon();
    }
    Exchange by = exchange;
    if (by != null) {
      by.abort();
    }
    leaveReplica();
  }

  private void end(int status) {
    if (ended) {
      return;
    }
    ended = true;
    stopWaiting();
    if (limitTimer >= 0) {
      relay.cancel(limitTimer);
    }
    leaveReplica();
    if (cold) {
      rotation.meter().coldStart();
    }
    long nanos = System.nanoTime() - arrived;
    rotation.meter().ended(status, nanos);
    relay.log(request, rotation.name(), status, nanos / NANOS_IN_MILLI);
  }
}
