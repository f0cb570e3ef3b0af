package dev.gantry.process.folder;

import dev.gantry.api.FunctionName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one function sees of the data folder: a home it may write to, and the secrets it declared.
 *
 * <pre>
 *   functions/NAMESPACE/NAME/          of this program, passed through by the function's group
 *   functions/NAMESPACE/NAME/home/     of the function's user, 0700
 *   functions/NAMESPACE/NAME/secrets/  of this program, listed by the function's group
 *   functions/NAMESPACE/NAME/secrets/SECRET   of the function's user, 0600
 * </pre>
 *
 * <p>Functions share one user, and are kept from each other by a group of their own ({@link
 * FunctionGroups}). Where there can be none, a function that knows another's name can reach its
 * home and secrets.
 */
public final class FunctionFolder {

  private static final String TEMPORARY = ".new";

  private final Path namespace;
  private final Path folder;
  private final FunctionUser user;
  private final Optional<FunctionGroups> groups;

  FunctionFolder(
      Path functions, FunctionName name, FunctionUser user, Optional<FunctionGroups> groups) {
    this.groups = groups;
    this.namespace = functions.resolve(name.namespace());
    this.folder = namespace.resolve(name.name());
    this.user = user;
  }

  /** The folder itself. */
  Path path() {
    return folder;
  }

  /** Where the function's processes start, and what their {@code HOME} says. */
  public Path home() {
    return folder.resolve("home");
  }

  /** Where the function's secrets lie, a file each. */
  public Path secrets() {
    return folder.resolve("secrets");
  }

  /**
   * Whose rights the function has.
   *
   * @throws IOException if the folder was not prepared
   */
  public FunctionUser user() throws IOException {
    if (groups.isEmpty()) {
      return user;
    }
    return user.inGroup(
        FunctionGroups.find(folder)
            .orElseThrow(() -> new IOException("the function's folder has no group of its own")));
  }

  /** Makes the folders unless they are there. */
  public void prepare() throws IOException {
    Ownership.folder(namespace, user.isOther() ? "rwx--x--x" : "rwx------");
    prepareFolder();
    if (!Files.isDirectory(home(), LinkOption.NOFOLLOW_LINKS)) {
      Ownership.folder(home(), "rwx------");
    }
    Ownership.folder(secrets(), user.isOther() ? "rwxr-x---" : "rwx------");
    if (user.isOther()) {
      Ownership.give(home(), user);
      Ownership.share(secrets(), user().gid());
    }
  }

  private void prepareFolder() throws IOException {
    if (groups.isPresent()) {
      Ownership.folder(folder, "rwx--x---");
      Ownership.share(folder, groups.get().of(folder));
    } else {
      Ownership.folder(folder, user.isOther() ? "rwx--x--x" : "rwx------");
    }
  }

  /** Puts secrets there, each replaced in one step, so that a reader sees the old or the new. */
  public void putSecrets(Map<String, byte[]> values) throws IOException {
    for (Map.Entry<String, byte[]> secret : values.entrySet()) {
      putSecret(secret.getKey(), secret.getValue());
    }
  }

  private void putSecret(String name, byte[] value) throws IOException {
    Path fresh = secrets().resolve(TEMPORARY);
    Files.deleteIfExists(fresh);
    try (SeekableByteChannel file =
        Files.newByteChannel(
            fresh,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            Ownership.PRIVATE_FILE)) {
      ByteBuffer bytes = ByteBuffer.wrap(value);
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
    }
    if (user.isOther()) {
      Ownership.give(fresh, user);
    }
    Files.move(fresh, secrets().resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Removes all secrets but these. */
  public void keepSecrets(Set<String> names) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(secrets())) {
      for (Path file : files) {
        if (!names.contains(file.getFileName().toString())) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  /** Removes everything, the home included. */
  public void remove() throws IOException {
    TreeRemoval.remove(folder);
  }
}
