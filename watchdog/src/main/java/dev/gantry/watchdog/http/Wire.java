package dev.gantry.watchdog.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One socket with time limits on everything that waits for the client.
 *
 * <p>The connection's thread sets the limits, reads and writes; {@link Pulse} calls {@link
 * #enforce}. A read that is late ends as if the client had stopped sending, so that it can still be
 * answered; a write that is late cuts the connection.
 */
final class Wire extends InputStream implements Peer {

  /** In {@link #readLimit}: it came. No moment is negative. */
  private static final long CAME = -1;

  /** A large write is cut up, so that its limit holds for each part. */
  private static final int MOST_PER_WRITE = 64 * 1024;

  private final Socket socket;
  private final OutputStream out;
  private final ReadAhead readAhead;
  private final Pulse pulse;
  private final long writePause;

  /** Set by the connection's thread, turned into {@link #CAME} by the pulse. */
  private final AtomicLong readLimit = new AtomicLong(Pulse.NEVER);

  /** Written by the connection's thread. */
  private volatile long writeLimit = Pulse.NEVER;

  /** What a client is told whose bytes come too late; null to tell it nothing. */
  private @Nullable String lateness;

  /** When all reads have to be done, outside bodies. */
  private long moment = Pulse.NEVER;

  private long pause;
  private long patience;
  private boolean isBody;

  Wire(Socket socket, Pulse pulse, HttpLimits limits) throws IOException {
    this.socket = socket;
    this.out = socket.getOutputStream();
    this.readAhead = new ReadAhead(socket.getInputStream());
    this.pulse = pulse;
    this.writePause = Nanos.of(limits.writePause());
  }

  ReadAhead readAhead() {
    return readAhead;
  }

  /** All reads from now on have to be done at one moment. */
  void limitReads(long moment, @Nullable String lateness) {
    this.isBody = false;
    this.lateness = lateness;
    this.moment = moment;
  }

  /**
   * Each read from now on may wait for some time, and all of them together.
   *
   * @param pause nanoseconds for one; 0 means no limit
   * @param patience nanoseconds for all; 0 means no limit
   */
  void limitBodyReads(long pause, long patience) {
    this.isBody = true;
    this.lateness = "the body is sent too slowly";
    this.pause = pause == 0 ? Pulse.NEVER : pause;
    this.patience = patience == 0 ? Pulse.NEVER : patience;
  }

  @Override
  public int read() throws IOException {
    byte[] single = new byte[1];
    return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
  }

  /**
   * Reads within the limit that was set.
   *
   * @throws BadRequestException 408 if the limit came and the client is to be told
   */
  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    long begin = isBody ? pulse.now() : 0;
    expectRead(isBody ? bodyMoment(begin) : moment);
    int count;
    try {
      count = readAhead.read(bytes, offset, length);
    } finally {
      expectRead(Pulse.NEVER);
    }
    if (isBody && patience != Pulse.NEVER) {
      patience -= pulse.now() - begin;
    }
    if (count < 0 && isLate() && lateness != null) {
      throw new BadRequestException(408, lateness);
    }
    return count;
  }

  @Override
  public int available() throws IOException {
    return readAhead.available();
  }

  private long bodyMoment(long begin) {
    long time = Math.min(pause, Math.max(patience, 0));
    return time == Pulse.NEVER ? time : begin + time;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int from = offset;
    while (from < offset + length) {
      int count = Math.min(MOST_PER_WRITE, offset + length - from);
      long limit = pulse.in(writePause);
      writeLimit = limit;
      pulse.expect(limit);
      try {
        out.write(bytes, from, count);
      } finally {
        writeLimit = Pulse.NEVER;
      }
      from += count;
    }
  }

  /**
   * Acts on the limits that came; called by the pulse.
   *
   * @return when the next one comes
   */
  long enforce(long now) {
    long limit = readLimit.get();
    if (limit >= 0 && limit <= now && readLimit.compareAndSet(limit, CAME)) {
      endInput();
      limit = Pulse.NEVER;
    }
    if (writeLimit <= now) {
      cut();
      return Pulse.NEVER;
    }
    return Math.min(limit < 0 ? Pulse.NEVER : limit, writeLimit);
  }

  /** Whether a limit for reading came, so that the end of the input is not the client's doing. */
  boolean isLate() {
    return readLimit.get() == CAME;
  }

  /** Nothing more will be received: a thread that waits for input meets its end. */
  void endInput() {
    try {
      socket.shutdownInput();
    } catch (IOException e) {
      close();
    }
  }

  /** Tells the client that nothing more will be sent. */
  void endOutput() throws IOException {
    socket.shutdownOutput();
  }

  /** Closes so that the client sees a reset: it never takes half an answer for a whole one. */
  @Override
  public void cut() {
    try {
      socket.setSoLinger(true, 0);
    } catch (SocketException e) {
      // already closed, which is what is wanted
    }
    close();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // nothing is left to be done with it
    }
  }

  /** Keeps a limit that came: what is late stays late. */
  private void expectRead(long moment) {
    long before = readLimit.get();
    if (before != CAME && readLimit.compareAndSet(before, moment)) {
      pulse.expect(moment);
    }
  }
}
