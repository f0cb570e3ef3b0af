package dev.gantry.engine.container;

import com.github.dockerjava.api.exception.NotFoundException;
import dev.gantry.docker.EngineConnection;
import dev.gantry.docker.EngineFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The container that this program runs in, if it is one of the same engine. */
final class OwnContainer {

  /** The engine mounts files of its own over three of every container's. */
  private static final Pattern MOUNT =
      Pattern.compile("/containers/([0-9a-f]{64})/(?:hostname|hosts|resolv\\.conf) ");

  private OwnContainer() {}

  static Optional<String> id(EngineConnection engine) throws IOException {
    Optional<String> id = idIn(Path.of("/proc/self/mountinfo"));
    return id.isPresent() && isKnown(engine, id.get()) ? id : Optional.empty();
  }

  static Optional<String> idIn(Path mounts) {
    try {
      Matcher mount = MOUNT.matcher(Files.readString(mounts));
      return mount.find() ? Optional.of(mount.group(1)) : Optional.empty();
    } catch (IOException otherSystem) {
      return Optional.empty();
    }
  }

  private static boolean isKnown(EngineConnection engine, String id) throws IOException {
    try {
      engine.client().inspectContainerCmd(id).exec();
      return true;
    } catch (NotFoundException otherEngine) {
      return false;
    } catch (RuntimeException failed) {
      throw new IOException(EngineFault.reason(failed), failed);
    }
  }
}
