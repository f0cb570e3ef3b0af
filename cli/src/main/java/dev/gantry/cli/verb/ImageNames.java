package dev.gantry.cli.verb;

import dev.gantry.build.image.TagPolicy;
import dev.gantry.build.stack.StackFile;
import dev.gantry.build.stack.StackFunction;
import dev.gantry.cli.terminal.Failure;
import dev.gantry.docker.ImageReference;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What the images of a stack file's functions are called.
 *
 * @param stack the functions
 * @param tag how their tags are made
 */
record ImageNames(StackFile stack, TagOption tag) {

  /** Where build folders are made. */
  Path buildFolders() {
    return stack.folder().resolve("build");
  }

  /** The name of one image; an image that is built elsewhere keeps the name it has. */
  ImageReference of(StackFunction function) throws Failure, InterruptedException {
    String written = function.image();
    if (written == null) {
      throw refused(function, "missing");
    }
    String image = function.skipBuild() ? written : tagged(function, written);
    return ImageReference.parse(image).orElseThrow(() -> refused(function, "\"" + image + "\""));
  }

  private String tagged(StackFunction function, String written)
      throws Failure, InterruptedException {
    if (tag.policy() == TagPolicy.LATEST) {
      return written;
    }
    try {
      Path built = buildFolders().resolve(function.name());
      return tag.policy().apply(written, stack.folder(), built);
    } catch (IOException noAnswer) {
      throw Failure.file("could not name the image of '" + function.name() + "'", noAnswer);
    }
  }

  private static Failure refused(StackFunction function, String given) {
    return Failure.of(
        "could not name the image of '" + function.name() + "'",
        function
            .position()
            .problem(
                "functions."
                    + function.name()
                    + ".image: "
                    + given
                    + " (expected: "
                    + ImageReference.EXPECTED
                    + ")")
            .message(),
        "");
  }
}
