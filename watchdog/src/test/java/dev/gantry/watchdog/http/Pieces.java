package dev.gantry.watchdog.http;

import java.io.InputStream;
import java.util.SplittableRandom;

/** An input that comes in pieces of random length, and notices when it is read for ever. */
final class Pieces extends InputStream {

  private static final int MOST_READS_AT_END = 10;

  private final byte[] bytes;
  private final SplittableRandom random;
  private final int longest;
  private int position;
  private int readsAtEnd;

  Pieces(byte[] bytes, SplittableRandom random) {
    this.bytes = bytes;
    this.random = random;
    this.longest = random.nextInt(1, 40);
  }

  @Override
  public int read() {
    throw new UnsupportedOperationException("nobody reads single bytes from a socket");
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    if (position == bytes.length) {
      readsAtEnd++;
      if (readsAtEnd > MOST_READS_AT_END) {
        throw new AssertionError("reads on at the end");
      }
      return -1;
    }
    int count = Math.min(length, bytes.length - position);
    count = Math.min(count, random.nextInt(1, longest + 1));
    System.arraycopy(bytes, position, target, offset, count);
    position += count;
    return count;
  }
}
