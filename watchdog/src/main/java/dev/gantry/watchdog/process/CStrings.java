package dev.gantry.watchdog.process;

import java.util.List;

/**
 * Strings and arrays of them as C wants them, laid out one behind the other in one piece of memory.
 * Used by one thread; valid while the memory is.
 */
final class CStrings {

  private static final int POINTER = 8;

  private final NativeMemory memory;
  private int end;

  /**
   * @param memory with room for all that will be added, see {@link #size}
   * @param start where they begin, a multiple of 8
   */
  CStrings(NativeMemory memory, int start) {
    this.memory = memory;
    this.end = start;
  }

  /** How much an array takes at most. */
  static long size(List<byte[]> strings) {
    long size = POINTER * (strings.size() + 2L);
    for (byte[] string : strings) {
      size += size(string);
    }
    return size;
  }

  static long size(byte[] string) {
    return string.length + 1L;
  }

  /** Adds a string and says where it is. */
  long add(byte[] string) {
    int at = end;
    memory.set(at, string, 0, string.length);
    memory.setByte(at + string.length, (byte) 0);
    end = at + string.length + 1;
    return memory.address() + at;
  }

  /** Adds an array with a null at its end and says where it is. */
  long add(List<byte[]> strings) {
    int array = (end + POINTER - 1) / POINTER * POINTER;
    end = array + POINTER * (strings.size() + 1);
    int at = array;
    for (byte[] string : strings) {
      memory.setLong(at, add(string));
      at += POINTER;
    }
    memory.setLong(at, 0);
    return memory.address() + array;
  }
}
