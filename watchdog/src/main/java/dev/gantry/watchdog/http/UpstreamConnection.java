package dev.gantry.watchdog.http;

import java.io.EOFException;
import java.io.Flushable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a server behind this one, for one request after the other.
 *
 * <p>A request is {@link #begin}, its fields, {@link #body}; then {@link #readHead} and {@link
 * #answer}. Used by one thread at a time, but the request's body may be written by another than the
 * one that reads the answer, and anybody may {@link #close} it, which ends what waits.
 */
public final class UpstreamConnection implements AutoCloseable {

  private final UpstreamWire wire;
  private final Inbound in;
  private final Outbound out;
  private boolean hasReceived;
  private @Nullable ResponseHead head;
  private @Nullable ResponseBody answer;

  /**
   * @param channel connected, in blocking mode; closed with this
   */
  public UpstreamConnection(SocketChannel channel) {
    this.wire = new UpstreamWire(channel);
    this.in = new Inbound(wire);
    this.out = new Outbound(wire);
  }

  /**
   * Begins a request.
   *
   * @param target path and query as they are sent
   */
  public void begin(String method, String target) {
    hasReceived = false;
    head = null;
    answer = null;
    out.put(method).put(" ").put(target).put(" HTTP/1.1\r\n");
  }

  /** Adds a field, which must be one that was received by this package or is known to be safe. */
  public void field(String name, String value) {
    out.put(name).put(": ").put(value).put("\r\n");
  }

  /** Ends the head of a request that has no body, and sends it. */
  public void sendWithoutBody() throws IOException {
    out.put("\r\n").flush();
  }

  /**
   * Ends the head.
   *
   * @param length of the body, or -1 to send it in chunks
   * @return takes the body; what is written is sent at {@code flush} and {@code close}, which must
   *     be called
   */
  public OutputStream body(long length) {
    if (length < 0) {
      out.put("Transfer-Encoding: chunked\r\n\r\n");
      return new ChunkedOutput(out);
    }
    out.put("Content-Length: ").put(Long.toString(length)).put("\r\n\r\n");
    return new SizedOutput(out, wire, length);
  }

  /**
   * Waits for the answer's head; interim ones are skipped.
   *
   * @param hasBody whether the request was one whose answers have bodies, which HEAD is not
   * @throws BadResponseException if it is no answer that could be passed on
   * @throws EOFException if the connection ends before it
   */
  public ResponseHead readHead(boolean hasBody) throws IOException {
    if (!in.awaitByte()) {
      throw new EOFException("the connection was closed without an answer");
    }
    hasReceived = true;
    ResponseHead read = ResponseReader.read(in, hasBody);
    head = read;
    answer = ResponseBody.of(read, in);
    return read;
  }

  /** Whether a byte of the answer has come. */
  public boolean hasReceived() {
    return hasReceived;
  }

  /**
   * The answer's body. Its reads throw {@link BadResponseException} if its frame is broken or it
   * ends early.
   */
  public InputStream answer() {
    if (answer == null) {
      throw new IllegalStateException("the answer's head has not been read");
    }
    return answer;
  }

  /** Has something flushed whenever the upstream has to be waited for; null for nothing. */
  public void flushBeforeWaits(@Nullable Flushable target) {
    wire.flushBeforeWaits(target);
  }

  /** Whether the answer was taken to its end, nothing came behind it, and the upstream goes on. */
  public boolean isReusable() {
    return head != null
        && head.status() != 101
        && head.isPersistent()
        && answer != null
        && answer.isComplete()
        && in.isEmpty();
  }

  /** Whether it is open and nothing has come since its last answer. */
  public boolean isQuiet() {
    return in.isEmpty() && wire.isQuiet();
  }

  /** What follows the head of a 101, as it comes. */
  public InputStream rawInput() {
    return new RawInput(in);
  }

  /** Sends bytes as they are, after a 101. */
  public void writeRaw(byte[] bytes, int offset, int length) throws IOException {
    wire.write(bytes, offset, length);
  }

  /** Tells the upstream, after a 101, that nothing more will be sent. */
  public void endRaw() throws IOException {
    wire.endOutput();
  }

  @Override
  public void close() {
    wire.close();
  }
}
