package dev.gantry.process.ledger;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The ledger's bytes: a header that says when and where the entries hold, and slots of two numbers,
 * the process (0 in a free slot) and its start.
 *
 * <pre>
 *   0    magic and version
 *   8    session of the program that writes
 *   16   machine's boot and process namespace, text of 112 bytes
 *   128  slots of 16 bytes
 * </pre>
 *
 * <p>The pages are the kernel's, so they survive the end of this program, though not the machine's,
 * which no process survives either.
 */
final class LedgerFile {

  static final int SLOTS = 32 * 1024;

  private static final long MAGIC = 0x47414e5452590001L;
  private static final int SESSION_AT = 8;
  private static final int WORLD_AT = 16;
  private static final int WORLD_BYTES = 112;
  private static final int SLOTS_AT = 128;
  private static final int SLOT_BYTES = 16;
  private static final long SIZE = SLOTS_AT + (long) SLOTS * SLOT_BYTES;

  /** Mapped until it is garbage, so that a late entry cannot hit memory that is gone. */
  private final MemorySegment bytes;

  private LedgerFile(FileChannel file) throws IOException {
    allocate(file);
    bytes = file.map(FileChannel.MapMode.READ_WRITE, 0, SIZE, Arena.ofAuto());
  }

  /** Takes the room on the disk now: a mapped page without it would end in a fault later. */
  private static void allocate(FileChannel file) throws IOException {
    if (file.size() != SIZE) {
      ByteBuffer zeros = ByteBuffer.allocate((int) SIZE);
      for (long at = 0; zeros.hasRemaining(); ) {
        at += file.write(zeros, at);
      }
      file.truncate(SIZE);
    }
  }

  /** Opens the file, making it if it is not there. */
  static LedgerFile open(Path path) throws IOException {
    try (FileChannel file =
        FileChannel.open(
            path,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      return new LedgerFile(file);
    }
  }

  /** The machine's boot and the process namespace: in another of these, numbers mean others. */
  static String world() throws IOException {
    String boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
    return boot + " " + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
  }

  /** Whether the entries can still mean living processes. */
  boolean isOf(String world) {
    return bytes.get(ValueLayout.JAVA_LONG, 0) == MAGIC && Arrays.equals(worldBytes(), text(world));
  }

  long session() {
    return bytes.get(ValueLayout.JAVA_LONG, SESSION_AT);
  }

  /** The entries: process numbers and their starts. */
  Map<Long, Long> entries() {
    Map<Long, Long> found = new HashMap<>();
    for (int slot = 0; slot < SLOTS; slot++) {
      long pid = bytes.get(ValueLayout.JAVA_LONG, at(slot));
      if (pid != 0) {
        found.put(pid, bytes.get(ValueLayout.JAVA_LONG, at(slot) + Long.BYTES));
      }
    }
    return found;
  }

  /** Forgets all entries, and begins anew for this program. */
  void begin(String world, long session) {
    bytes.fill((byte) 0);
    MemorySegment.copy(text(world), 0, bytes, ValueLayout.JAVA_BYTE, WORLD_AT, WORLD_BYTES);
    bytes.set(ValueLayout.JAVA_LONG, SESSION_AT, session);
    bytes.set(ValueLayout.JAVA_LONG, 0, MAGIC);
  }

  void write(int slot, long pid, long startMillis) {
    bytes.set(ValueLayout.JAVA_LONG, at(slot) + Long.BYTES, startMillis);
    bytes.set(ValueLayout.JAVA_LONG, at(slot), pid);
  }

  void clear(int slot) {
    bytes.set(ValueLayout.JAVA_LONG, at(slot), 0);
  }

  private static long at(int slot) {
    return SLOTS_AT + (long) slot * SLOT_BYTES;
  }

  private byte[] worldBytes() {
    return bytes.asSlice(WORLD_AT, WORLD_BYTES).toArray(ValueLayout.JAVA_BYTE);
  }

  private static byte[] text(String world) {
    return Arrays.copyOf(world.getBytes(StandardCharsets.US_ASCII), WORLD_BYTES);
  }
}
