package dev.gantry.engine;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionName;
import dev.gantry.api.Problem;
import dev.gantry.docker.EngineConnection;
import dev.gantry.docker.EngineFault;
import dev.gantry.docker.ImageReference;
import dev.gantry.docker.Images;
import dev.gantry.docker.PullOutcome.Denied;
import dev.gantry.docker.PullOutcome.Failed;
import dev.gantry.docker.PullOutcome.NotThere;
import dev.gantry.docker.PullOutcome.Pulled;
import dev.gantry.docker.PullOutcome.Unreachable;
import dev.gantry.docker.RegistryCredentials;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees to it that a deployment's image is there; what is there is not fetched again. */
final class ImageFetch {

  private static final Logger LOG = LoggerFactory.getLogger(ImageFetch.class);
  private static final double LOGGED_STEP = 0.25;

  private final Images images;

  ImageFetch(EngineConnection connection) {
    this.images = new Images(connection);
  }

  List<Problem> fetch(FunctionName name, FunctionDeployment deployment, DoubleConsumer progress)
      throws IOException, InterruptedException {
    String text = String.valueOf(deployment.image());
    ImageReference image = ImageReference.parse(text).orElseThrow();
    if (isThere(image)) {
      progress.accept(1);
      return List.of();
    }
    LOG.atInfo().addKeyValue("function", name).addKeyValue("image", text).log("pulling an image");
    Optional<RegistryCredentials> credentials =
        Optional.ofNullable(deployment.registryAuth()).flatMap(RegistryCredentials::parse);
    var outcome = images.pull(image, credentials, new Logged(name, text, progress));
    return switch (outcome) {
      case Pulled _ -> {
        LOG.atInfo().addKeyValue("function", name).addKeyValue("image", text).log("image pulled");
        yield List.of();
      }
      case NotThere none -> refused(text, "an image that exists; the registry says: " + none.why());
      case Denied denied ->
          refused(text, "credentials that its registry accepts; it says: " + denied.why());
      case Unreachable away ->
          throw new IOException(
              "the image "
                  + text
                  + " could not be pulled, its registry cannot be reached: "
                  + away.why());
      case Failed failed ->
          throw new IOException("the image " + text + " could not be pulled: " + failed.why());
    };
  }

  private boolean isThere(ImageReference image) throws IOException {
    try {
      return images.find(image).isPresent();
    } catch (RuntimeException failed) {
      throw new IOException(EngineFault.reason(failed), failed);
    }
  }

  private static List<Problem> refused(String image, String expected) {
    return List.of(new Problem("image", image, expected));
  }

  /** Logs a few steps of a pull on their way. Used by one thread. */
  private static final class Logged implements DoubleConsumer {
    private final FunctionName name;
    private final String image;
    private final DoubleConsumer next;
    private double logged;

    Logged(FunctionName name, String image, DoubleConsumer next) {
      this.name = name;
      this.image = image;
      this.next = next;
    }

    @Override
    public void accept(double progress) {
      if (progress >= logged + LOGGED_STEP) {
        logged = progress;
        LOG.atInfo()
            .addKeyValue("function", name)
            .addKeyValue("image", image)
            .addKeyValue("progress", Math.round(progress * 100) + " %")
            .log("pulling an image");
      }
      next.accept(progress);
    }
  }
}
