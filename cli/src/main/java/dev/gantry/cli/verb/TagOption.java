package dev.gantry.cli.verb;

import dev.gantry.build.image.TagPolicy;
import picocli.CommandLine.Option;

/** How the tags of images are made. */
public final class TagOption {

  @Option(
      names = "--tag",
      paramLabel = "POLICY",
      defaultValue = "latest",
      description =
          "Tag of images: latest (as in the file), sha, branch, describe or digest. Default: latest")
  private TagPolicy policy = TagPolicy.LATEST;

  TagPolicy policy() {
    return policy;
  }
}
