package dev.gantry.engine.container;

import com.github.dockerjava.api.exception.DockerException;
import dev.gantry.docker.EngineFault;
import java.io.IOException;
import java.util.function.Supplier;

/**
 * Sends requests so that whatever goes wrong is an {@link IOException} with a reason for people.
 */
final class Requests {

  private Requests() {}

  /** Sends one. What was tried begins the message. */
  static <T> T send(String tried, Supplier<T> request) throws IOException, InterruptedException {
    try {
      return request.get();
    } catch (DockerException refused) {
      throw new IOException(tried + ": " + EngineFault.reason(refused), refused);
    } catch (RuntimeException failed) {
      if (Thread.interrupted()) {
        throw (InterruptedException) new InterruptedException(tried).initCause(failed);
      }
      if (!EngineFault.isNoAnswer(failed)) {
        throw failed;
      }
      throw new IOException(tried + ": " + EngineFault.reason(failed), failed);
    }
  }
}
