package dev.gantry.docker;

import java.io.ByteArrayOutputStream;

/**
 * A tar archive in memory, in the form engines take: entries belong to root and are as old as the
 * epoch. Used by one thread.
 */
public final class Archive {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** Adds a folder. */
  public Archive folder(String name, int mode) {
    entry(name + "/", TarHeader.FOLDER, mode, "", new byte[0]);
    return this;
  }

  /** Adds a file. */
  public Archive file(String name, int mode, byte[] content) {
    entry(name, TarHeader.FILE, mode, "", content);
    return this;
  }

  /** Adds a symbolic link. */
  public Archive link(String name, String target) {
    entry(name, TarHeader.LINK, 0777, target, new byte[0]);
    return this;
  }

  /** The archive so far, complete. */
  public byte[] bytes() {
    ByteArrayOutputStream whole = new ByteArrayOutputStream(out.size() + 2 * TarHeader.BLOCK);
    whole.writeBytes(out.toByteArray());
    whole.writeBytes(new byte[2 * TarHeader.BLOCK]);
    return whole.toByteArray();
  }

  private void entry(String name, char type, int mode, String target, byte[] content) {
    out.writeBytes(TarHeader.of(name, type, mode, target, content.length));
    out.writeBytes(content);
    out.writeBytes(new byte[TarHeader.padding(content.length)]);
  }
}
