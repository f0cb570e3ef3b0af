package dev.gantry.watchdog.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;

/** One request and its answer, whatever the handler makes of it. */
final class Exchange {

  /** A body that was left unread is worth reading up to here to keep the connection. */
  private static final int MOST_DISCARDED = 256 * 1024;

  private final RequestHead head;
  private final Inbound in;
  private final Outbound out;
  private final RequestBody body;
  private final Answer answer;
  private boolean mayContinue;

  Exchange(
      RequestHead head,
      Connection connection,
      Wire wire,
      Inbound in,
      Outbound out,
      HttpLimits limits,
      HttpServer server) {
    this.head = head;
    this.in = in;
    this.out = out;
    this.answer = new Answer(server, connection, wire, in, out, head);
    this.body =
        head.contentLength() == RequestHead.CHUNKED
            ? new ChunkedBody(in, limits.maxHeadBytes())
            : new SizedBody(in, head.contentLength());
    body.guardedBy(answer);
  }

  Answer answer() {
    return answer;
  }

  /** Whether the connection can take another request. */
  boolean mayContinue() {
    return mayContinue;
  }

  /** Whether the client may be sending although the connection ends. */
  boolean mayStillReceive() {
    return !answer.isUpgraded() && (head.isPersistent() || !body.isComplete() || !in.isEmpty());
  }

  /**
   * Has the request answered, and the answer sent.
   *
   * @throws IOException if the connection has to be cut
   */
  void answerBy(RequestHandler handler, InetSocketAddress client) throws IOException {
    try {
      handler.handle(new ReceivedRequest(head, body, client), answer);
      if (answer.isUpgraded()) {
        return;
      }
      if (!answer.hasBegun()) {
        refuse(500, "the request was not answered");
        return;
      }
      boolean isPersistent = answer.end();
      mayContinue = isPersistent && discardBody();
    } catch (BadRequestException e) {
      if (answer.hasBegun()) {
        throw e;
      }
      refuse(e.status(), e.reason());
    } catch (RuntimeException e) {
      report(e);
      if (answer.hasBegun()) {
        throw new IOException("the handler failed", e);
      }
      refuse(500, "the request could not be handled");
    } catch (InterruptedException e) {
      throw new InterruptedIOException("the handler was interrupted");
    } finally {
      Thread.interrupted(); // meant for the handler, which has ended
    }
  }

  /** The answer is sent: a body that turns out to be bad only ends the connection. */
  private boolean discardBody() throws IOException {
    try {
      return body.discard(MOST_DISCARDED);
    } catch (BadRequestException e) {
      return false;
    }
  }

  private void refuse(int status, String reason) throws IOException {
    Refusal.send(out, status, reason, !head.method().equals("HEAD"));
  }

  /** The handler's bugs are its author's to see, and no client's. */
  private static void report(RuntimeException failure) {
    Thread thread = Thread.currentThread();
    thread.getUncaughtExceptionHandler().uncaughtException(thread, failure);
  }
}
