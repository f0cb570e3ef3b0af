package dev.gantry.watchdog.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one request: its head, and the stream for its body.
 *
 * <p>Used by the connection's thread, but for {@link #probe}, which a watching thread calls. The
 * two exclude each other only until the answer begins, for as long as an interim answer of 25 bytes
 * takes: one that was written into the middle of another could not be told apart from it.
 */
final class Answer implements HttpResponse, RequestBody.Gate {

  private static final byte[] CONTINUE =
      "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  /** What a watching thread may conclude from {@link #probe}. */
  enum Probe {
    /** The client took an interim answer, so it may still be there. */
    TAKEN,
    /** The client is gone. */
    GONE,
    /** Nothing can be asked any more; writing the answer will tell. */
    LATE
  }

  private final HttpServer server;
  private final Connection connection;
  private final Wire wire;
  private final Outbound out;
  private final Inbound in;
  private final RequestHead head;
  private final List<String> fields = new ArrayList<>();
  private boolean isPersistent;

  /** Guarded by this: the body may be read by another thread than the one that answers. */
  private boolean awaitsContinue;

  /** Guarded by this while a watching thread may look. */
  private boolean hasBegun;

  private boolean isStreamed;
  private boolean isUpgraded;
  private @Nullable OutputStream body;

  Answer(
      HttpServer server,
      Connection connection,
      Wire wire,
      Inbound in,
      Outbound out,
      RequestHead head) {
    this.server = server;
    this.connection = connection;
    this.wire = wire;
    this.in = in;
    this.out = out;
    this.head = head;
    this.isPersistent = head.isPersistent();
    this.awaitsContinue = head.expectsContinue();
  }

  @Override
  public void header(String name, String value) {
    if (hasBegun) {
      throw new IllegalStateException("the answer has begun, header " + name + " comes too late");
    }
    AnswerFields.check(name, value);
    fields.add(name);
    fields.add(value);
  }

  @Override
  public OutputStream begin(int status, long length) throws IOException {
    if (length < 0) {
      throw new IllegalArgumentException("length: " + length + " (expected: >= 0)");
    }
    boolean hasBody = hasBody(status);
    begin(status, false);
    if (status != 204) {
      out.put("Content-Length: ").put(Long.toString(length)).put("\r\n");
    }
    endHead();
    return keep(hasBody ? new SizedOutput(out, wire, length) : new PlainOutput(out, true));
  }

  @Override
  public OutputStream beginStreaming(int status) throws IOException {
    boolean hasBody = hasBody(status);
    if (hasBody && head.isHttp10()) {
      isPersistent = false; // the end of the connection is the end of the body
    }
    begin(status, hasBody);
    if (status != 204 && status != 304 && !head.isHttp10()) {
      out.put("Transfer-Encoding: chunked\r\n");
    }
    endHead();
    boolean isChunked = hasBody && !head.isHttp10();
    return keep(isChunked ? new ChunkedOutput(out) : new PlainOutput(out, !hasBody));
  }

  @Override
  public RawConnection upgrade(String protocol) throws IOException {
    if (!head.mayUpgrade()) {
      throw new IllegalStateException("the request cannot be upgraded");
    }
    AnswerFields.check("Upgrade", protocol);
    begin(101, false);
    isUpgraded = true;
    connection.leaveHttp();
    out.put("Connection: Upgrade\r\nUpgrade: ").put(protocol).put("\r\n\r\n").flush();
    return new UpgradedConnection(wire, in);
  }

  /** Whether the connection is none of HTTP any more. */
  boolean isUpgraded() {
    return isUpgraded;
  }

  @Override
  public boolean hasBegun() {
    return hasBegun;
  }

  /**
   * Ends the answer, if the handler has not.
   *
   * @return whether the client was told that it may send another request
   */
  boolean end() throws IOException {
    if (body == null) {
      throw new IllegalStateException("the answer has not begun");
    }
    body.close();
    return isPersistent;
  }

  /** Lets the client send its body, if it waits for that. */
  @Override
  public synchronized void open() throws IOException {
    if (awaitsContinue && !hasBegun && in.isEmpty()) {
      wire.write(CONTINUE, 0, CONTINUE.length);
    }
    awaitsContinue = false;
  }

  /**
   * Finds out whether a client that has stopped sending still listens. One that has closed its
   * socket resets the connection on the first interim answer, and the next one fails to be written;
   * one that has only ended its sending skips them (RFC 9110, section 15.2). HTTP/1.0 knows none,
   * and nothing can be put between the parts of a streamed answer, which may pause for hours: there
   * the end of the input counts as gone.
   *
   * @param isProven whether the client took enough of them to be known as listening
   */
  synchronized Probe probe(boolean isProven) {
    if (hasBegun) {
      return isStreamed && !isProven ? Probe.GONE : Probe.LATE;
    }
    if (head.isHttp10()) {
      return Probe.GONE;
    }
    try {
      wire.write(CONTINUE, 0, CONTINUE.length);
      return Probe.TAKEN;
    } catch (IOException e) {
      return Probe.GONE;
    }
  }

  private boolean hasBody(int status) {
    if (status < 200 || status > 599) {
      throw new IllegalArgumentException("status: " + status + " (expected: 200 to 599)");
    }
    return status != 204 && status != 304 && !head.method().equals("HEAD");
  }

  private void begin(int status, boolean isStreamed) {
    synchronized (this) {
      if (hasBegun) {
        throw new IllegalStateException("the answer has begun already");
      }
      hasBegun = true;
      this.isStreamed = isStreamed;
      if (awaitsContinue) {
        isPersistent = false; // nobody knows whether the body will come (RFC 9110, section 10.1.1)
      }
    }
    if (server.needsRoom()) {
      isPersistent = false;
    }
    out.put("HTTP/1.1 ").put(Integer.toString(status)).put(" ");
    out.put(ReasonPhrase.of(status)).put("\r\n");
    for (int i = 0; i < fields.size(); i += 2) {
      out.put(fields.get(i)).put(": ").put(fields.get(i + 1)).put("\r\n");
    }
    out.put("Date: ").put(HttpDate.at(System.currentTimeMillis())).put("\r\n");
  }

  private void endHead() {
    if (!isPersistent) {
      out.put("Connection: close\r\n");
    } else if (head.isHttp10()) {
      out.put("Connection: keep-alive\r\n");
    }
    out.put("\r\n");
  }

  private OutputStream keep(OutputStream stream) {
    body = stream;
    return stream;
  }
}
