package dev.gantry.engine;

import dev.gantry.docker.EngineConnection;
import dev.gantry.docker.EngineFault;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks the engine whether it is there, and does not wait long for one that hangs. */
final class Heartbeat {

  private static final int LIMIT_SECONDS = 5;

  private final EngineConnection connection;

  Heartbeat(EngineConnection connection) {
    this.connection = connection;
  }

  /** What is wrong; empty when it answers. */
  Optional<String> trouble() {
    CompletableFuture<Optional<String>> answer = new CompletableFuture<>();
    Thread.startVirtualThread(() -> answer.complete(ask()));
    try {
      return answer.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException hangs) {
      return Optional.of(
          "the Docker engine at "
              + connection.host()
              + " has not answered for "
              + LIMIT_SECONDS
              + " s");
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private Optional<String> ask() {
    try {
      connection.client().pingCmd().exec();
      return Optional.empty();
    } catch (RuntimeException failed) {
      return Optional.of(EngineFault.reason(failed) + " (" + connection.host() + ")");
    }
  }
}
