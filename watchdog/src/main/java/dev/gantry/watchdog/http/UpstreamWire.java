package dev.gantry.watchdog.http;

import java.io.Flushable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * One socket to an upstream. A channel, because only channels reach Unix sockets and can be asked
 * without waiting; its interrupted user finds it closed.
 */
final class UpstreamWire extends InputStream implements Peer {

  private final SocketChannel channel;
  private final ByteBuffer probe = ByteBuffer.allocate(1);
  private @Nullable Flushable beforeWaits;

  UpstreamWire(SocketChannel channel) {
    this.channel = channel;
  }

  /** Flushes this before each read, so that nothing waits while we do; null for none. */
  void flushBeforeWaits(@Nullable Flushable target) {
    beforeWaits = target;
  }

  /** Whether neither bytes nor the end of the input are there to be read. */
  boolean isQuiet() {
    try {
      channel.configureBlocking(false);
      int count = channel.read(probe.clear());
      channel.configureBlocking(true);
      return count == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public int read() throws IOException {
    byte[] single = new byte[1];
    return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (beforeWaits != null) {
      beforeWaits.flush();
    }
    return channel.read(ByteBuffer.wrap(bytes, offset, length));
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    ByteBuffer left = ByteBuffer.wrap(bytes, offset, length);
    while (left.hasRemaining()) {
      channel.write(left);
    }
  }

  /** Tells the upstream that nothing more will be sent. */
  void endOutput() throws IOException {
    channel.shutdownOutput();
  }

  @Override
  public void cut() {
    close();
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // nothing is left to be done with it
    }
  }
}
