package dev.gantry.docker;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Asks an engine whether all is well, and does not wait long for one that hangs. Thread-safe. */
public final class Heartbeat {

  private static final int LIMIT_SECONDS = 5;

  private final EngineConnection connection;
  private final Supplier<Optional<String>> question;

  /**
   * @param question asks the engine, and answers what is wrong; empty when nothing is. What it
   *     throws is understood as a fault of the engine
   */
  public Heartbeat(EngineConnection connection, Supplier<Optional<String>> question) {
    this.connection = connection;
    this.question = question;
  }

  /** What is wrong, for people; empty when nothing is. Blocks for 5 s at most. */
  public Optional<String> trouble() {
    FutureTask<Optional<String>> asking = new FutureTask<>(this::ask);
    Thread.startVirtualThread(asking);
    try {
      return asking.get(LIMIT_SECONDS, TimeUnit.SECONDS);
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
    } finally {
      asking.cancel(true);
    }
  }

  private Optional<String> ask() {
    try {
      return question.get();
    } catch (RuntimeException failed) {
      return Optional.of(EngineFault.reason(failed) + " (" + connection.host() + ")");
    }
  }
}
