package dev.gantry.docker;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of an image, taken apart for its registry. The name as people wrote it is {@link
 * #toString}; nothing is ever added to that.
 *
 * @param text as it was written
 * @param repository registry and path, such as {@code registry.example.com/team/image}
 * @param version tag or digest; {@code latest} when none was written
 * @param byDigest whether the version is a digest
 */
public record ImageReference(String text, String repository, String version, boolean byDigest) {

  /** What a name has to look like, as the end of the sentence "expected …". */
  public static final String EXPECTED = "the name of an image such as team/image:1.0";

  private static final String PART = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";
  private static final Pattern NAME =
      Pattern.compile(
          "((?:[A-Za-z0-9][A-Za-z0-9.-]*(?::[0-9]{1,5})?/)?" // registry
              + (PART + "(?:/" + PART + ")*)")
              + "(?::([A-Za-z0-9_][A-Za-z0-9_.-]{0,127}))?"
              + "(?:@(sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128}))?");
  private static final Pattern ID = Pattern.compile("(?:sha256:)?[0-9a-f]{64}");
  private static final int LONGEST = 512;

  /** Takes a name apart; empty if it is none. */
  public static Optional<ImageReference> parse(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    if (ID.matcher(text).matches()) {
      return Optional.of(new ImageReference(text, text, text, true));
    }
    Matcher name = NAME.matcher(text);
    if (!name.matches()) {
      return Optional.empty();
    }
    String tag = name.group(2) == null ? "latest" : name.group(2);
    String digest = name.group(3);
    return Optional.of(
        digest == null
            ? new ImageReference(text, name.group(1), tag, false)
            : new ImageReference(text, name.group(1), digest, true));
  }

  /** Whether it is an image's own number, which no registry can be asked for. */
  public boolean isId() {
    return repository.equals(version);
  }

  @Override
  public String toString() {
    return text;
  }
}
