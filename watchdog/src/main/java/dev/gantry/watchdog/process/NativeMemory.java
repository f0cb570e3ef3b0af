package dev.gantry.watchdog.process;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Memory at a fixed address, for C to read and write; zeroed, freed by the garbage collector.
 *
 * <p>A direct buffer, because reading a {@link MemorySegment} goes through method handles, for
 * which Java makes classes at each start ({@link Trampoline} says what that costs). Used by one
 * thread at a time.
 */
final class NativeMemory {

  private final ByteBuffer bytes;
  private final long address;

  NativeMemory(int size) {
    bytes = ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
    address =
        Trampoline.isLoaded() ? Trampoline.address(bytes) : MemorySegment.ofBuffer(bytes).address();
  }

  /** Where it begins, at a multiple of 8. */
  long address() {
    return address;
  }

  int size() {
    return bytes.capacity();
  }

  /** All of it, for the foreign-function API. */
  MemorySegment segment() {
    return MemorySegment.ofBuffer(bytes);
  }

  int getInt(int at) {
    return bytes.getInt(at);
  }

  void setInt(int at, int value) {
    bytes.putInt(at, value);
  }

  long getLong(int at) {
    return bytes.getLong(at);
  }

  void setLong(int at, long value) {
    bytes.putLong(at, value);
  }

  void get(int at, byte[] target, int offset, int length) {
    bytes.get(at, target, offset, length);
  }

  void set(int at, byte[] source, int offset, int length) {
    bytes.put(at, source, offset, length);
  }

  void setByte(int at, byte value) {
    bytes.put(at, value);
  }
}
