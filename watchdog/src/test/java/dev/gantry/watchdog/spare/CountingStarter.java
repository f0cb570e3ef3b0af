package dev.gantry.watchdog.spare;

import dev.gantry.watchdog.process.ChildProcess;
import dev.gantry.watchdog.process.ProcessCommand;
import dev.gantry.watchdog.process.ProcessLedger;
import dev.gantry.watchdog.process.ProcessStarter;
import dev.gantry.watchdog.process.ProcessStarters;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Starts real processes and remembers them. */
final class CountingStarter implements ProcessStarter {

  private static final ProcessStarter STARTER =
      ProcessStarters.fastest(line -> {}, ProcessLedger.none());

  final AtomicInteger attempts = new AtomicInteger();
  final List<Long> pids = new CopyOnWriteArrayList<>();

  @Override
  public ChildProcess start(ProcessCommand command) throws IOException {
    attempts.incrementAndGet();
    ChildProcess process = STARTER.start(command);
    pids.add(process.pid());
    return process;
  }
}
