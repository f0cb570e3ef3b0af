package dev.gantry.watchdog.process;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** A starter that is being made on another thread; a start waits for it. */
final class StarterSoon implements ProcessStarter {

  private final FutureTask<ProcessStarter> starter;

  StarterSoon(Callable<ProcessStarter> making) {
    starter = new FutureTask<>(making);
    Thread.ofPlatform().daemon().name("gantry-process-probe").start(starter);
  }

  @Override
  public ChildProcess start(ProcessCommand command) throws IOException {
    return made().start(command);
  }

  private ProcessStarter made() throws IOException {
    try {
      return starter.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } catch (ExecutionException e) {
      throw new IOException("processes cannot be started here", e.getCause());
    }
  }
}
