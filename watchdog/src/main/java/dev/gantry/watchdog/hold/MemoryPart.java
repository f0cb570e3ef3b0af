package dev.gantry.watchdog.hold;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Bytes in memory, in blocks that grow with the body, so that a thousand small answers take little
 * and a large one is not copied again and again. Used by one thread.
 */
final class MemoryPart {

  private static final int FIRST_BLOCK = 4 << 10;
  private static final int LARGEST_BLOCK = 64 << 10;

  private final ByteBudget budget;
  private final long limit;
  private final List<byte[]> blocks = new ArrayList<>();
  private long capacity;
  private long length;

  /** The block that is being filled, and how far it is. */
  private int block;

  private int at;

  MemoryPart(ByteBudget budget, long limit) {
    this.budget = budget;
    this.limit = limit;
  }

  long length() {
    return length;
  }

  /**
   * Takes bytes.
   *
   * @return whether there was room; if not, nothing was taken
   */
  boolean add(byte[] bytes, int offset, int count) {
    if (length + count > limit || !reserve(count)) {
      return false;
    }
    int done = 0;
    while (done < count) {
      if (at == blocks.get(block).length) {
        block++;
        at = 0;
      }
      int step = Math.min(count - done, blocks.get(block).length - at);
      System.arraycopy(bytes, offset + done, blocks.get(block), at, step);
      done += step;
      at += step;
    }
    length += count;
    return true;
  }

  void writeTo(OutputStream out) throws IOException {
    long left = length;
    for (byte[] bytes : blocks) {
      int step = (int) Math.min(left, bytes.length);
      out.write(bytes, 0, step);
      left -= step;
    }
  }

  InputStream read() {
    List<InputStream> parts = new ArrayList<>();
    long left = length;
    for (byte[] bytes : blocks) {
      int step = (int) Math.min(left, bytes.length);
      parts.add(new ByteArrayInputStream(bytes, 0, step));
      left -= step;
    }
    return new SequenceInputStream(Collections.enumeration(parts));
  }

  /** Copies the first bytes, as many as there are and fit. */
  int copyStart(byte[] start) {
    int done = 0;
    for (byte[] bytes : blocks) {
      int step = (int) Math.min(Math.min(length, start.length) - done, bytes.length);
      System.arraycopy(bytes, 0, start, done, step);
      done += step;
    }
    return done;
  }

  /** Forgets everything and gives the memory back. */
  void clear() {
    budget.giveBack(capacity);
    blocks.clear();
    capacity = 0;
    length = 0;
    block = 0;
    at = 0;
  }

  private boolean reserve(int count) {
    while (capacity < length + count) {
      int size = (int) Math.min((long) FIRST_BLOCK << Math.min(blocks.size(), 8), LARGEST_BLOCK);
      if (!budget.take(size)) {
        return false;
      }
      capacity += size;
      blocks.add(new byte[size]);
    }
    return true;
  }
}
