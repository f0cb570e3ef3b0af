package dev.gantry.watchdog.hold;

import dev.gantry.watchdog.copy.CopyBuffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.util.Arrays;
import java.util.Optional;

/**
 * One body, written first and read afterwards as often as needed. Used by one thread at a time;
 * whoever got it closes it.
 */
public final class HeldBody extends OutputStream {

  private final MemoryPart memory;
  private final HoldingArea area;
  private Optional<SpillFile> file = Optional.empty();

  HeldBody(HoldingArea area, MemoryPart memory) {
    this.area = area;
    this.memory = memory;
  }

  /** How many bytes it has. */
  public long length() {
    return file.map(SpillFile::length).orElse(memory.length());
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  /**
   * Appends bytes.
   *
   * @throws HoldLimitException if there is no room for them
   */
  @Override
  public void write(byte[] bytes, int offset, int count) throws IOException {
    if (file.isEmpty() && memory.add(bytes, offset, count)) {
      return;
    }
    try {
      spilled().append(bytes, offset, count);
    } catch (HoldLimitException | ClosedByInterruptException e) {
      throw e;
    } catch (IOException e) {
      throw new HoldLimitException(false, "spill_dir cannot take it: " + reason(e));
    }
  }

  /** Appends all that a stream has. */
  public void writeAll(InputStream in) throws IOException {
    CopyBuffer buffer = new CopyBuffer();
    while (buffer.fill(in)) {
      write(buffer.bytes(), 0, buffer.count());
    }
  }

  /** Copies everything to a stream, which stays open. */
  public void writeTo(OutputStream out) throws IOException {
    if (file.isPresent()) {
      file.get().writeTo(out);
    } else {
      memory.writeTo(out);
    }
  }

  /** Everything as a stream, for one reader, until {@link #close}. */
  public InputStream read() {
    return file.map(SpillFile::read).orElseGet(memory::read);
  }

  /** Its first bytes, at most {@code count}. */
  public byte[] start(int count) throws IOException {
    byte[] start = new byte[count];
    int found = file.isPresent() ? file.get().copyStart(start) : memory.copyStart(start);
    return Arrays.copyOf(start, found);
  }

  /** Forgets the body and gives back its memory and its file. Idempotent. */
  @Override
  public void close() throws IOException {
    memory.clear();
    Optional<SpillFile> open = file;
    file = Optional.empty();
    if (open.isPresent()) {
      open.get().close();
    }
  }

  private SpillFile spilled() throws IOException {
    if (file.isEmpty()) {
      SpillFile opened = area.openFile();
      file = Optional.of(opened);
      memory.writeTo(new Appending(opened));
      memory.clear();
    }
    return file.get();
  }

  /** The sentence without the path, which is not the client's business. */
  private static String reason(IOException e) {
    String text = String.valueOf(e.getMessage());
    return text.contains("/") ? e.getClass().getSimpleName() : text;
  }

  private static final class Appending extends OutputStream {
    private final SpillFile file;

    Appending(SpillFile file) {
      this.file = file;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
      file.append(bytes, offset, count);
    }
  }
}
