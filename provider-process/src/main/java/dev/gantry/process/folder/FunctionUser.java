package dev.gantry.process.folder;

import dev.gantry.host.folder.CannotStartException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whose rights functions have.
 *
 * @param name the user's name
 * @param uid the user's number
 * @param gid the number of the user's group
 * @param prefix put in front of every command to take these rights; empty when functions keep the
 *     rights of this program
 */
public record FunctionUser(String name, int uid, int gid, List<String> prefix) {

  private static final List<String> DEFAULTS = List.of("gantry", "nobody");
  private static final String NAME = "[a-zA-Z0-9_][-a-zA-Z0-9_.]{0,63}";

  public FunctionUser {
    prefix = List.copyOf(prefix);
  }

  /** Whether functions run as somebody else than this program. */
  public boolean isOther() {
    return !prefix.isEmpty();
  }

  /**
   * Decides whose rights functions get: those asked for; without a wish and as root, those of the
   * first of {@code gantry} and {@code nobody} that exists; otherwise those of this program.
   *
   * @param wish a user's name; empty means no wish
   * @throws CannotStartException if there is no such user, this program may not act as it, or
   *     {@code setpriv} is missing
   */
  public static FunctionUser choose(String wish) throws CannotStartException {
    return choose(wish, self());
  }

  static FunctionUser choose(String wish, FunctionUser self) throws CannotStartException {
    if (wish.isEmpty()) {
      return self.uid != 0 ? self : firstDefault();
    }
    FunctionUser wished = known(wish).orElseThrow(() -> noSuchUser(wish));
    if (wished.uid == self.uid) {
      return wished;
    }
    if (self.uid != 0) {
      throw new CannotStartException(
          "only root can run functions as another user (--run-as "
              + wish
              + "), and this program runs as "
              + self.name);
    }
    return wished.withPrefix();
  }

  /**
   * Makes sure that functions can get to their folders.
   *
   * @throws CannotStartException naming the folder, if this user cannot reach it
   */
  void mustReach(String folder) throws CannotStartException {
    if (!isOther()) {
      return;
    }
    List<String> command = new ArrayList<>(prefix);
    command.addAll(List.of(program("test"), "-x", folder));
    if (SystemProgram.run(command).isEmpty()) {
      throw new CannotStartException(
          "functions run as "
              + name
              + ", who cannot reach "
              + folder
              + ": choose a data folder whose parents are open to everybody (such as one under"
              + " /var/lib), or another user with --run-as");
    }
  }

  private static FunctionUser firstDefault() throws CannotStartException {
    for (String name : DEFAULTS) {
      Optional<FunctionUser> user = known(name);
      if (user.isPresent()) {
        return user.get().withPrefix();
      }
    }
    throw new CannotStartException(
        "this program runs as root and there is neither a user 'gantry' nor 'nobody' to run"
            + " functions as: create one or name another with --run-as");
  }

  private static FunctionUser self() throws CannotStartException {
    String id = program("id");
    String uid = SystemProgram.run(List.of(id, "-u")).orElse("");
    String gid = SystemProgram.run(List.of(id, "-g")).orElse("");
    String name = SystemProgram.run(List.of(id, "-un")).orElse(uid);
    return of(name, uid, gid);
  }

  /** Looks a user up, wherever the system keeps its users. */
  private static Optional<FunctionUser> known(String name) throws CannotStartException {
    if (!name.matches(NAME)) {
      return Optional.empty();
    }
    String id = program("id");
    Optional<String> uid = SystemProgram.run(List.of(id, "-u", "--", name));
    Optional<String> gid = SystemProgram.run(List.of(id, "-g", "--", name));
    return uid.isEmpty() || gid.isEmpty()
        ? Optional.empty()
        : Optional.of(of(name, uid.get(), gid.get()));
  }

  private static FunctionUser of(String name, String uid, String gid) throws CannotStartException {
    try {
      return new FunctionUser(
          name, Integer.parseUnsignedInt(uid), Integer.parseUnsignedInt(gid), List.of());
    } catch (NumberFormatException unreadable) {
      throw new CannotStartException("'id' does not say who runs this program", unreadable);
    }
  }

  private FunctionUser withPrefix() throws CannotStartException {
    Optional<String> setpriv = SystemProgram.find("setpriv");
    if (setpriv.isEmpty()) {
      throw new CannotStartException(
          "'setpriv' is missing, which gives functions the rights of "
              + name
              + " instead of root's: install util-linux, start Gantry as another user, or allow"
              + " root with --run-as root");
    }
    return new FunctionUser(name, uid, gid, prefix(setpriv.get(), uid, gid, Optional.empty()));
  }

  /**
   * The same user in another group, with the user's own group beside it; for one that {@link
   * #isOther}.
   */
  FunctionUser inGroup(int group) {
    return new FunctionUser(
        name, uid, group, prefix(prefix.getFirst(), uid, group, Optional.of(gid)));
  }

  /** Whether functions can be in a group of any number, which a user namespace may forbid. */
  boolean canBeInGroup(int group) throws CannotStartException {
    List<String> command = new ArrayList<>(inGroup(group).prefix);
    command.add(program("true"));
    return SystemProgram.run(command).isPresent();
  }

  private static List<String> prefix(String setpriv, int uid, int gid, Optional<Integer> second) {
    return List.of(
        setpriv,
        "--reuid=" + Integer.toUnsignedString(uid),
        "--regid=" + Integer.toUnsignedString(gid),
        second.map(own -> "--groups=" + Integer.toUnsignedString(own)).orElse("--clear-groups"),
        "--inh-caps=-all",
        "--no-new-privs",
        "--");
  }

  private static String program(String name) throws CannotStartException {
    return SystemProgram.find(name)
        .orElseThrow(() -> new CannotStartException("this system has no program '" + name + "'"));
  }

  private static CannotStartException noSuchUser(String name) {
    return new CannotStartException("there is no user '" + name + "' to run functions as");
  }
}
