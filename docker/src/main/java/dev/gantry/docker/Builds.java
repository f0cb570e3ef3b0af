package dev.gantry.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.BuildImageCmd;
import com.github.dockerjava.api.model.BuildResponseItem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.function.Consumer;

/** Builds images on an engine, with its own builder. Thread-safe; blocks. */
public final class Builds {

  private final EngineConnection engine;

  public Builds(EngineConnection engine) {
    this.engine = engine;
  }

  /**
   * Builds an image. An interrupt gives the build up, and the engine stops it.
   *
   * @param listener is told what happens, in order, on another thread
   */
  public BuildOutcome build(BuildRequest request, Consumer<BuildEvent> listener)
      throws InterruptedException {
    BuildLog log = new BuildLog(listener);
    try (InputStream context = new ContextStream(request.context());
        Build build = new Build(log)) {
      command(request, context).exec(build).awaitCompletion();
    } catch (IOException unreadable) {
      return log.outcome(String.valueOf(unreadable.getMessage()));
    } catch (RuntimeException fault) {
      return log.outcome(EngineFault.reason(fault));
    }
    return log.outcome("");
  }

  /**
   * The SHA-256 of what would be sent for a build: the same for the same files, whenever and
   * wherever.
   *
   * @return 64 hexadecimal digits
   * @throws IOException if the folder cannot be read
   */
  public static String digest(Path context) throws IOException {
    try (InputStream stream = new ContextStream(context)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      stream.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private BuildImageCmd command(BuildRequest request, InputStream context) {
    BuildImageCmd command =
        engine
            .client()
            .buildImageCmd(context)
            .withTags(Set.of(request.image().text()))
            .withLabels(request.labels())
            .withNoCache(request.noCache())
            .withPull(request.pull())
            .withRemove(true)
            .withForcerm(true);
    request.arguments().forEach(command::withBuildArg);
    return command;
  }

  /** Listens to one build. */
  private static final class Build extends ResultCallback.Adapter<BuildResponseItem> {

    private final BuildLog log;

    Build(BuildLog log) {
      this.log = log;
    }

    @Override
    public void onNext(BuildResponseItem item) {
      if (item.getStream() != null) {
        log.text(item.getStream());
      }
      if (item.getStatus() != null) {
        log.status(item.getId() == null ? "" : item.getId(), item.getStatus());
      }
      if (item.getErrorDetail() != null) {
        log.failed(String.valueOf(item.getErrorDetail().getMessage()));
      }
    }
  }
}
