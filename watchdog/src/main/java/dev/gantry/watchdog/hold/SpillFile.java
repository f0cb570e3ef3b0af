package dev.gantry.watchdog.hold;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/**
 * Bytes in a file that nobody else sees: it loses its name as soon as it is open, so it is gone
 * with this program however that ends. Used by one thread.
 */
final class SpillFile implements AutoCloseable {

  /** How the name of every such file begins in the moment it has one. */
  static final String PREFIX = "gantry-held-";

  private static final Set<OpenOption> OPTIONS =
      Set.of(
          StandardOpenOption.CREATE_NEW,
          StandardOpenOption.READ,
          StandardOpenOption.WRITE,
          // On UNIX the JDK removes the name right after opening.
          StandardOpenOption.DELETE_ON_CLOSE,
          LinkOption.NOFOLLOW_LINKS);

  private final FileChannel channel;
  private final ByteBudget room;
  private long length;

  private SpillFile(FileChannel channel, ByteBudget room) {
    this.channel = channel;
    this.room = room;
  }

  static SpillFile open(Path folder, ByteBudget room) throws IOException {
    Path file = folder.resolve(PREFIX + UUID.randomUUID());
    var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    return new SpillFile(FileChannel.open(file, OPTIONS, mode), room);
  }

  long length() {
    return length;
  }

  /**
   * Appends bytes.
   *
   * @throws HoldLimitException if there is no room, or the disk is full
   */
  void append(byte[] bytes, int offset, int count) throws IOException {
    if (!room.take(count)) {
      throw full();
    }
    length += count;
    ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, count);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  void writeTo(OutputStream out) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(16 << 10);
    long at = 0;
    while (at < length) {
      int count = channel.read(buffer.clear(), at);
      if (count < 0) {
        throw new IOException("a held body is shorter than it was");
      }
      out.write(buffer.array(), 0, count);
      at += count;
    }
  }

  InputStream read() {
    return new Reader();
  }

  int copyStart(byte[] start) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(start);
    while (buffer.hasRemaining() && channel.read(buffer, buffer.position()) > 0) {}
    return buffer.position();
  }

  @Override
  public void close() throws IOException {
    room.giveBack(length);
    length = 0;
    channel.close();
  }

  private HoldLimitException full() {
    String reason =
        room.taken() <= length
            ? "the body is larger than the spill_limit of " + room.most() + " bytes"
            : "other calls hold too much of the spill_limit of " + room.most() + " bytes";
    return new HoldLimitException(room.taken() <= length, reason);
  }

  /** Has a position of its own. */
  private final class Reader extends InputStream {
    private long at;

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
      int found = channel.read(ByteBuffer.wrap(bytes, offset, count), at);
      at += Math.max(found, 0);
      return found;
    }
  }
}
