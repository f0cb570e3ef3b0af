package dev.gantry.build.template;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a git repository is, and what of it is wanted.
 *
 * @param repository what git is given: an address or a path
 * @param version a tag, branch or commit; empty means the default branch
 */
record RepositoryAddress(String repository, String version) {

  static final String EXPECTED =
      "https://…, ssh://…, git@HOST:PATH or a path, perhaps with # and a tag or commit";

  /** No options, no {@code ext::command}, no host or user that begins with a dash. */
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?:https?|ssh|git|file)://(?!-)[\\x21-\\x7e&&[^#]]+"
              + "|[A-Za-z0-9_][A-Za-z0-9_.-]*@[A-Za-z0-9][A-Za-z0-9.-]*:(?!:)[\\x21-\\x7e&&[^#]]+"
              + "|[./~A-Za-z0-9_][^:#\\p{Cntrl}]*");

  private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_./+-]{0,199}");
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{7,64}");
  private static final String BY_COMMIT = "sha-";

  /** Takes {@code REPOSITORY[#VERSION]} apart; empty if it could be anything else. */
  static Optional<RepositoryAddress> parse(String text) {
    int hash = text.indexOf('#');
    String repository = hash < 0 ? text : text.substring(0, hash);
    String version = hash < 0 ? "" : text.substring(hash + 1);
    boolean fits =
        ADDRESS.matcher(repository).matches()
            && (hash < 0 || VERSION.matcher(version).matches())
            && !version.contains("..");
    String commit = version.startsWith(BY_COMMIT) ? version.substring(BY_COMMIT.length()) : "";
    return fits
        ? Optional.of(
            new RepositoryAddress(repository, COMMIT.matcher(commit).matches() ? commit : version))
        : Optional.empty();
  }

  /** The repository without the password or token that may be in its address. */
  String shown() {
    return repository.replaceFirst("^(https?://)[^/@]*@", "$1");
  }

  /** Whether the version looks like the number of a commit. */
  boolean mayBeCommit() {
    return COMMIT.matcher(version).matches();
  }
}
