package dev.gantry.app;

import dev.gantry.gateway.GatewaySettings.Credentials;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The two files that hold user and password, {@code basic-auth-user} and {@code
 * basic-auth-password} (contract 1.3).
 *
 * @param folder where they are
 */
record CredentialFiles(Path folder) {

  private static final String USER = "admin";
  private static final int PASSWORD_BYTES = 24;

  Path user() {
    return folder.resolve("basic-auth-user");
  }

  Path password() {
    return folder.resolve("basic-auth-password");
  }

  /**
   * Reads what is there, white space around it dropped.
   *
   * @throws StartException if a file is missing, unreadable or empty
   */
  Credentials read() throws StartException {
    return new Credentials(text(user()), text(password()));
  }

  /**
   * Reads what is there; what is missing is made first, readable for its owner alone.
   *
   * @throws StartException if the folder cannot be written or a file not be read
   */
  Credentials readOrGenerate(SecureRandom random) throws StartException {
    try {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      if (Files.notExists(user())) {
        write(user(), USER);
      }
      if (Files.notExists(password())) {
        byte[] bytes = new byte[PASSWORD_BYTES];
        random.nextBytes(bytes);
        write(password(), Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
      }
    } catch (IOException unwritable) {
      throw new StartException(
          "could not write the credentials to " + folder + ": " + Reason.of(unwritable),
          "--data FOLDER that can be written, or --credentials FOLDER with both files in it");
    }
    return read();
  }

  /** Written beside and moved, so that a crash leaves no half a password. */
  private static void write(Path file, String text) throws IOException {
    Path beside = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(beside);
    Files.createFile(
        beside, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(beside, text + "\n", StandardOpenOption.WRITE);
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static String text(Path file) throws StartException {
    try {
      String text = Files.readString(file, StandardCharsets.UTF_8).strip();
      if (text.isEmpty()) {
        throw new StartException("the credentials file " + file + " is empty", "");
      }
      return text;
    } catch (IOException unreadable) {
      throw new StartException(
          "could not read the credentials file " + file + ": " + Reason.of(unreadable), "");
    }
  }
}
