package dev.gantry.cli.verb;

import dev.gantry.cli.terminal.Failure;
import dev.gantry.docker.EngineConnection;
import dev.gantry.docker.ImageReference;
import dev.gantry.docker.Images;
import dev.gantry.docker.PushOutcome;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Pushes images to their registries.
 *
 * @param engine which has them
 * @param progress is told what happens
 */
record Pushing(EngineConnection engine, Consumer<String> progress) {

  /**
   * Pushes one image.
   *
   * @return what it can be pulled by; empty if the engine did not say
   */
  String push(ImageReference image) throws Failure, InterruptedException {
    String tried = "could not push " + image;
    progress.accept("pushing " + image);
    return switch (new Images(engine).push(image, Optional.empty(), done -> {})) {
      case PushOutcome.Pushed(String digest) -> digest;
      case PushOutcome.NotThere(String why) -> throw Failure.of(tried, why, "gantry build");
      case PushOutcome.Denied(String why) -> throw Failure.of(tried, why, "docker login");
      case PushOutcome.Unreachable(String why) -> throw Failure.of(tried, why, "");
      case PushOutcome.Failed(String why) -> throw Failure.of(tried, why, "gantry doctor");
    };
  }
}
