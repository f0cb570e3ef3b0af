package dev.gantry.engine.container;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.LogContainerCmd;
import com.github.dockerjava.api.model.Frame;
import dev.gantry.api.LogMessage;
import dev.gantry.docker.EngineConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads the log of one container into a sink, on docker-java's thread; a sink that is full makes
 * the engine wait.
 */
final class LogSource extends ResultCallback.Adapter<Frame> {

  /** Takes lines, and is told of their end once. */
  interface Sink {
    void line(LogMessage line) throws InterruptedException;

    void end();
  }

  private final LogLines lines;
  private final Sink sink;
  private boolean ended;

  private LogSource(LogLines lines, Sink sink) {
    this.lines = lines;
    this.sink = sink;
  }

  static LogSource read(
      EngineConnection engine,
      String containerId,
      LogLines lines,
      OptionalInt tail,
      Optional<Instant> since,
      boolean follow,
      Sink sink) {
    LogContainerCmd command =
        engine
            .client()
            .logContainerCmd(containerId)
            .withStdOut(true)
            .withStdErr(true)
            .withTimestamps(true)
            .withFollowStream(follow);
    tail.ifPresent(command::withTail);
    since.ifPresent(from -> command.withSince((int) from.getEpochSecond()));
    return command.exec(new LogSource(lines, sink));
  }

  @Override
  public void onNext(Frame frame) {
    try {
      Optional<LogMessage> line = lines.add(frame);
      if (line.isPresent()) {
        sink.line(line.get());
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      close();
    }
  }

  @Override
  public void onComplete() {
    // First, because what follows interrupts this thread.
    endOnce();
    super.onComplete();
  }

  @Override
  public void onError(Throwable gone) {
    endOnce();
    super.onError(gone);
  }

  private synchronized void endOnce() {
    if (!ended) {
      ended = true;
      sink.end();
    }
  }

  @Override
  public void close() {
    try {
      super.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
