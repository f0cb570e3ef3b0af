package dev.gantry.watchdog.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * A file to be sent, and what tells this state of it from others. Used by one thread, which closes
 * it.
 */
final class OpenFile implements AutoCloseable {

  private static final int BUFFER = 16 << 10;

  private final String name;
  private final SeekableByteChannel channel;
  private final BasicFileAttributes attributes;
  private final long length;

  /**
   * Takes a file that was opened.
   *
   * @param name the last one of the path that was asked for
   * @param channel closed with this
   */
  OpenFile(String name, SeekableByteChannel channel, BasicFileAttributes attributes)
      throws IOException {
    this.name = name;
    this.channel = channel;
    this.attributes = attributes;
    this.length = channel.size();
  }

  /** What it is called where it was asked for; its ending says what it is. */
  String name() {
    return name;
  }

  /** In bytes, when it was opened. */
  long length() {
    return length;
  }

  /** When it was last changed, in seconds of the epoch. */
  long modified() {
    return attributes.lastModifiedTime().to(TimeUnit.SECONDS);
  }

  /**
   * A strong entity tag (RFC 9110, section 8.8.3): length, time of the last change and the file's
   * number, the last one mixed so that it says nothing about the file system. It changes with every
   * replacement, and with every change in place that is not both of the same length and within the
   * same tick of the system's clock, some milliseconds.
   */
  String tag() {
    long nanos = attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
    int number = Objects.hashCode(attributes.fileKey()) * 0x9e3779b9;
    return '"'
        + Long.toHexString(length)
        + '-'
        + Long.toHexString(nanos)
        + '-'
        + Integer.toHexString(number)
        + '"';
  }

  /** Its first bytes. */
  byte[] start(int most) throws IOException {
    ByteBuffer start = ByteBuffer.allocate((int) Math.min(most, length));
    channel.position(0);
    while (start.hasRemaining() && channel.read(start) >= 0) {
      // Most often once.
    }
    return Arrays.copyOf(start.array(), start.position());
  }

  /**
   * Writes some of it.
   *
   * @throws IOException if it has become shorter; the answer must then not look complete
   */
  void writeTo(OutputStream out, ByteRange range) throws IOException {
    channel.position(range.first());
    long left = range.length();
    ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(BUFFER, left));
    while (left > 0) {
      buffer.clear().limit((int) Math.min(buffer.capacity(), left));
      int count = channel.read(buffer);
      if (count < 0) {
        throw new ShrunkException();
      }
      out.write(buffer.array(), 0, count);
      left -= count;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
