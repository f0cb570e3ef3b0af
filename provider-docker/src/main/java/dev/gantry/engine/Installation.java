package dev.gantry.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** Who owns containers: an id that lives in the data folder, as long as that does. */
final class Installation {

  private static final String FILE = "installation";

  private Installation() {}

  /** The folder's id, made at the first start. */
  static String id(Path dataFolder) throws IOException {
    Path file = dataFolder.resolve(FILE);
    if (!Files.exists(file)) {
      Path complete = Files.createTempFile(dataFolder, FILE, ".new");
      Files.writeString(complete, UUID.randomUUID() + "\n");
      Files.move(complete, file, StandardCopyOption.ATOMIC_MOVE);
    }
    String id = Files.readString(file, UTF_8).strip();
    if (!id.matches("[0-9a-f-]{36}")) {
      throw new IOException(file + " is damaged (expected: the id of this installation)");
    }
    return id;
  }
}
