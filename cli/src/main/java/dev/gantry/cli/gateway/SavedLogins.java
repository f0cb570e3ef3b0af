package dev.gantry.cli.gateway;

import dev.gantry.api.ApiJson;
import dev.gantry.api.InvalidJsonException;
import dev.gantry.cli.terminal.Failure;
import dev.gantry.cli.terminal.Terminal;
import dev.gantry.client.GatewayAddress;
import dev.gantry.client.Login;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The logins of this person, in a file that nobody else may read; their passwords in the desktop's
 * own store instead, where there is one (ADR 0035).
 *
 * @param file where they are; need not exist
 * @param terminal is warned when others can read it
 */
public record SavedLogins(Path file, Terminal terminal) {

  private static final String SECRET_TOOL = "secret-tool";

  /**
   * One login as it lies in the file: a user and a password, or a token; with a store, the password
   * or the token is there.
   */
  private record Entry(
      @Nullable String user,
      @Nullable String password,
      @Nullable String token,
      @Nullable String store) {

    static Entry of(Login login) {
      return switch (login) {
        case Login.Password(String user, String password) -> new Entry(user, password, null, null);
        case Login.Token(String token) -> new Entry(null, null, token, null);
      };
    }

    String secret() {
      return password != null ? password : Objects.requireNonNullElse(token, "");
    }

    Entry withoutSecret() {
      return new Entry(user, null, null, SECRET_TOOL);
    }

    Entry withSecret(String secret) {
      return user == null
          ? new Entry(null, null, secret, null)
          : new Entry(user, secret, null, null);
    }

    Optional<Login> login() {
      if (token != null) {
        return Optional.of(new Login.Token(token));
      }
      return user == null || password == null
          ? Optional.empty()
          : Optional.of(new Login.Password(user, password));
    }
  }

  /** The file's whole content: logins by their gateway. */
  private record Content(@Nullable Map<String, Entry> gateways) {

    Map<String, Entry> entries() {
      return new TreeMap<>(gateways == null ? Map.of() : gateways);
    }
  }

  /**
   * {@code gantry/credentials.json} in the person's configuration folder (XDG base directories).
   */
  public static SavedLogins of(Terminal terminal) {
    Path folder =
        terminal
            .variable("XDG_CONFIG_HOME")
            .map(Path::of)
            .orElse(terminal.home().resolve(".config"));
    return new SavedLogins(folder.resolve("gantry").resolve("credentials.json"), terminal);
  }

  /** The login of a gateway, if there is one. */
  public Optional<Login> find(GatewayAddress gateway) throws Failure {
    Entry entry = read().get(gateway.text());
    if (entry == null || entry.store() == null) {
      return Optional.ofNullable(entry).flatMap(Entry::login);
    }
    return SecretTool.of(terminal)
        .flatMap(tool -> tool.find(gateway))
        .map(secret -> entry.withSecret(secret).login())
        .orElseThrow(
            () ->
                Failure.of(
                    "could not read the login of " + gateway,
                    "it is in this desktop's store of passwords, which does not hand it out here",
                    "gantry login"));
  }

  /** Keeps a login; one that was there is replaced. */
  public void save(GatewayAddress gateway, Login login) throws Failure {
    Map<String, Entry> entries = read();
    Entry entry = Entry.of(login);
    boolean stored =
        SecretTool.of(terminal).filter(tool -> tool.store(gateway, entry.secret())).isPresent();
    entries.put(gateway.text(), stored ? entry.withoutSecret() : entry);
    write(entries);
  }

  /** Forgets a login; false if there was none. */
  public boolean remove(GatewayAddress gateway) throws Failure {
    Map<String, Entry> entries = read();
    Entry removed = entries.remove(gateway.text());
    if (removed == null) {
      return false;
    }
    if (removed.store() != null) {
      SecretTool.of(terminal).ifPresent(tool -> tool.clear(gateway));
    }
    write(entries);
    return true;
  }

  private Map<String, Entry> read() throws Failure {
    try {
      byte[] json = Files.readAllBytes(file);
      warnIfOthersCanRead();
      return ApiJson.read(json, Content.class).entries();
    } catch (NoSuchFileException none) {
      return new TreeMap<>();
    } catch (IOException unreadable) {
      throw Failure.file("could not read the saved logins", unreadable);
    } catch (InvalidJsonException malformed) {
      throw Failure.of(
          "could not read the saved logins",
          file + ": " + malformed.getMessage(),
          "rm " + file + ", and gantry login again");
    }
  }

  private void warnIfOthersCanRead() throws IOException {
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
    if (permissions.contains(PosixFilePermission.GROUP_READ)
        || permissions.contains(PosixFilePermission.OTHERS_READ)) {
      terminal.warn("others can read your passwords; try: chmod 600 " + file);
    }
  }

  /** Written beside and moved, so that a crash leaves no half a file and nobody else reads it. */
  private void write(Map<String, Entry> entries) throws Failure {
    try {
      Path folder = file.toAbsolutePath().getParent();
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      // Temporary files are their owner's alone.
      Path beside = Files.createTempFile(folder, "credentials", ".new");
      Files.write(beside, ApiJson.write(new Content(entries)));
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException unwritable) {
      throw Failure.file("could not save the login", unwritable);
    }
  }
}
