package dev.gantry.build.image;

import dev.gantry.build.image.Assembly.Assembled;
import dev.gantry.build.stack.StackFunction;
import dev.gantry.docker.BuildEvent;
import dev.gantry.docker.BuildOutcome;
import dev.gantry.docker.BuildRequest;
import dev.gantry.docker.Builds;
import dev.gantry.docker.EngineConnection;
import dev.gantry.docker.EngineFault;
import dev.gantry.docker.ImageReference;
import dev.gantry.docker.Images;
import dev.gantry.docker.LocalImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The image {@code gantry/watchdog}, from which functions' images copy. It is in no registry: where
 * an engine has none, it is made from the program's own files (ADR 0041). One that is there is left
 * as it is. Thread-safe; blocks.
 */
public final class WatchdogImage {

  /** Its name without a tag. Others are somebody else's, and pulled as any image. */
  public static final String REPOSITORY = "gantry/watchdog";

  private static final String ARGUMENT = "WATCHDOG";
  private static final Pattern DEFAULT =
      Pattern.compile("^\\s*ARG\\s+" + ARGUMENT + "=\"?([^\\s\"]+)", Pattern.MULTILINE);

  private final EngineConnection engine;
  private final @Nullable WatchdogFolder folder;

  /**
   * @param folder what it is made from; absent when the program does not know where it lies
   */
  public WatchdogImage(EngineConnection engine, @Nullable WatchdogFolder folder) {
    this.engine = engine;
    this.folder = folder;
  }

  /**
   * Which one the image of a function copies from: what the person, the stack file or the
   * template's Dockerfile says in the build argument {@code WATCHDOG}, the first of them.
   *
   * @return empty if it is none of ours
   * @throws IOException if the Dockerfile cannot be read
   */
  public static Optional<ImageReference> neededBy(
      StackFunction function, Assembled assembled, ImageOptions options) throws IOException {
    String dockerfile = Files.readString(assembled.folder().resolve("Dockerfile"));
    Matcher written = DEFAULT.matcher(dockerfile);
    if (!written.find()) {
      return Optional.empty();
    }
    String ofStack = function.build().arguments().getOrDefault(ARGUMENT, written.group(1));
    String name = options.arguments().getOrDefault(ARGUMENT, ofStack);
    return ImageReference.parse(name).filter(image -> image.repository().equals(REPOSITORY));
  }

  /**
   * Makes it if the engine has none; an interrupt gives that up.
   *
   * @param making is run before, on this thread
   * @param listener is told what happens, on another thread
   */
  public BuildOutcome ensure(ImageReference image, Runnable making, Consumer<BuildEvent> listener)
      throws InterruptedException {
    try {
      Optional<LocalImage> there = new Images(engine).find(image);
      if (there.isPresent()) {
        return new BuildOutcome.Built(there.get().id());
      }
    } catch (RuntimeException fault) {
      return new BuildOutcome.Failed(EngineFault.reason(fault));
    }
    making.run();
    return make(image, listener);
  }

  private BuildOutcome make(ImageReference image, Consumer<BuildEvent> listener)
      throws InterruptedException {
    if (folder == null) {
      return new BuildOutcome.Failed("the program does not know where its files lie");
    }
    try {
      Path context = folder.context();
      return new Builds(engine)
          .build(new BuildRequest(context, image, Map.of(), Map.of(), false, false), listener);
    } catch (IOException unusable) {
      return new BuildOutcome.Failed(String.valueOf(unusable.getMessage()));
    }
  }
}
