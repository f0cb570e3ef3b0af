package dev.gantry.watchdog.http;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/**
 * One client's connection, served by one virtual thread: a request, its answer, the next request.
 *
 * <p>Other threads look at it to enforce limits ({@link Pulse}), to drain and to close.
 */
final class Connection implements Runnable {

  private final HttpServer server;
  private final HttpLimits limits;
  private final Pulse pulse;
  private final InetSocketAddress client;
  private final Wire wire;
  private final Inbound in;
  private final Outbound out;
  private final Watch watch = new Watch();

  /**
   * Since when it waits for a request, in the pulse's time; {@link Pulse#NEVER} while it does not.
   * Written by the connection's thread.
   */
  private volatile long idleSince;

  /** The handler at work; written by the connection's thread. */
  private volatile @Nullable Call call;

  Connection(HttpServer server, Socket socket, HttpLimits limits, Pulse pulse) throws IOException {
    this.server = server;
    this.limits = limits;
    this.pulse = pulse;
    this.client = (InetSocketAddress) socket.getRemoteSocketAddress();
    this.wire = new Wire(socket, pulse, limits);
    this.in = new Inbound(wire);
    this.out = new Outbound(wire);
    this.idleSince = pulse.now();
  }

  @Override
  public void run() {
    try {
      boolean goesOn = true;
      while (goesOn) {
        goesOn = awaitRequest() && serve();
      }
    } catch (IOException e) {
      wire.cut(); // the client hung up, or has to see that its answer is not whole
    } finally {
      wire.close();
      server.ended(this);
    }
  }

  /** Whether the handler is at work. */
  boolean isInCall() {
    return call != null;
  }

  /** Acts on the time limits that came and returns when the next one comes. */
  long enforce(long now) {
    long next = wire.enforce(now);
    Call current = call;
    return current == null ? next : Math.min(next, current.enforce(now, watch));
  }

  /**
   * Ends the connection if it waits for a request. One that arrives at this moment is still
   * answered, as far as it was received.
   */
  void endIfIdle() {
    endIfIdleSince(Pulse.NEVER - 1);
  }

  /** The same if it has waited since a moment or longer. */
  void endIfIdleSince(long moment) {
    if (idleSince <= moment) {
      wire.endInput();
    }
  }

  /** Ends the connection at once, and the handler with it. */
  void close() {
    wire.cut();
    Call current = call;
    if (current != null) {
      current.interrupt();
    }
  }

  /** No time limit of HTTP holds from here on; called by the handler at work. */
  void leaveHttp() {
    Call current = call;
    call = null;
    if (current != null) {
      current.end();
    }
    wire.limitReads(Pulse.NEVER, null);
    server.upgraded(this);
  }

  /** Runs on a thread of its own beside a long call. A class because lambdas cost start-up time. */
  private final class Watch implements Runnable {

    @Override
    public void run() {
      boolean hasEnded = wire.readAhead().watch(Connection.this);
      Call current = call;
      if (!hasEnded || current == null || wire.isLate()) {
        return;
      }
      if (wire.readAhead().hasFailed()) {
        current.interrupt();
        return;
      }
      try {
        current.askWhetherClientListens();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private boolean awaitRequest() throws IOException {
    in.shrink();
    wire.limitReads(pulse.in(Nanos.of(limits.idleTime())), null);
    idleSince = pulse.now();
    if (server.isDraining()) {
      return false;
    }
    boolean hasCome = in.awaitByte();
    idleSince = Pulse.NEVER;
    return hasCome;
  }

  /** Answers one request; returns whether another may follow. */
  private boolean serve() throws IOException {
    wire.limitReads(pulse.in(Nanos.of(limits.headTime())), "the head is sent too slowly");
    Exchange exchange;
    try {
      exchange = new Exchange(HeadReader.read(in, limits), this, wire, in, out, limits, server);
    } catch (BadRequestException e) {
      Refusal.send(out, e.status(), e.reason(), true);
      Refusal.linger(wire, pulse);
      return false;
    } catch (EOFException e) {
      Refusal.send(out, 400, "the request ends in its head", true);
      return false;
    }
    wire.limitBodyReads(Nanos.of(limits.bodyPause()), Nanos.of(limits.bodyTime()));
    Call current = new Call(wire, exchange.answer(), pulse, Nanos.of(limits.answerTime()));
    call = current;
    pulse.expectCall(current.firstMoment());
    try {
      exchange.answerBy(server.handler(), client);
    } finally {
      call = null;
      current.end();
    }
    if (exchange.mayContinue()) {
      return true;
    }
    if (exchange.mayStillReceive()) {
      Refusal.linger(wire, pulse);
    }
    return false;
  }
}
