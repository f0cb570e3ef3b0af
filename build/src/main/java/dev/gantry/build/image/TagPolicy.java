package dev.gantry.build.image;

import dev.gantry.build.git.Git;
import dev.gantry.docker.Builds;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is appended to an image's tag (contract 2.5), so that one name never stands for two things.
 */
public enum TagPolicy {
  /** The tag as written, {@code latest} if none is. */
  LATEST,
  /** The commit: {@code latest-1a2b3c4}. */
  SHA,
  /** Branch and commit: {@code latest-main-1a2b3c4}. */
  BRANCH,
  /** What {@code git describe} says: {@code latest-v1.2-3-g1a2b3c4}. */
  DESCRIBE,
  /** The content of the build folder: {@code latest-1f2e3d4c5b6a}. */
  DIGEST;

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int DIGITS = 12;
  private static final Pattern NOT_IN_TAGS = Pattern.compile("[^A-Za-z0-9_.-]");

  /** The policy of a name, as people write it; empty if there is none. */
  public static Optional<TagPolicy> of(String name) {
    return Arrays.stream(values()).filter(p -> p.toString().equals(name)).findFirst();
  }

  /**
   * The image's name with its tag completed.
   *
   * @param image as the stack file says
   * @param project a folder of the git working tree
   * @param buildFolder what the image is built from
   * @throws IOException if git or the folder has no answer
   */
  public String apply(String image, Path project, Path buildFolder)
      throws IOException, InterruptedException {
    String tagged = image.lastIndexOf(':') > image.lastIndexOf('/') ? image : image + ":latest";
    return switch (this) {
      case LATEST -> tagged;
      case SHA -> tagged + "-" + commit(project);
      case BRANCH ->
          tagged
              + "-"
              + NOT_IN_TAGS
                  .matcher(git(project, "rev-parse", "--abbrev-ref", "HEAD"))
                  .replaceAll("-")
              + "-"
              + commit(project);
      case DESCRIBE ->
          tagged
              + "-"
              + NOT_IN_TAGS.matcher(git(project, "describe", "--tags", "--always")).replaceAll("-");
      case DIGEST -> tagged + "-" + Builds.digest(buildFolder).substring(0, DIGITS);
    };
  }

  private static String commit(Path project) throws IOException, InterruptedException {
    return git(project, "rev-parse", "--short=7", "HEAD");
  }

  private static String git(Path project, String... arguments)
      throws IOException, InterruptedException {
    Git.Answer answer = new Git(project, LIMIT).run(arguments);
    if (!answer.isSuccess()) {
      throw new IOException("git has no commit of " + project + ": " + answer.text());
    }
    return answer.text();
  }

  /** As people write it: {@code sha}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
