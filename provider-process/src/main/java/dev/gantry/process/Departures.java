package dev.gantry.process;

import dev.gantry.api.FunctionName;
import dev.gantry.process.folder.DataFolder;
import dev.gantry.process.folder.Reason;
import dev.gantry.process.log.FunctionLogs;
import dev.gantry.process.replica.RunningFunction;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Functions that were removed while calls may still run in them. When the last replica is gone
 * their folder and log go too, and only then can the name be deployed again. Thread-safe.
 */
final class Departures implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Departures.class);

  private final DataFolder folder;
  private final FunctionLogs logs;
  private final Map<FunctionName, Departure> present = new ConcurrentHashMap<>();

  private record Departure(RunningFunction function, CountDownLatch over) {}

  Departures(DataFolder folder, FunctionLogs logs) {
    this.folder = folder;
    this.logs = logs;
  }

  /** Takes a removed function's replicas away, and then what it left on the disk. */
  void begin(RunningFunction function) {
    Departure departure = new Departure(function, new CountDownLatch(1));
    present.put(function.name(), departure);
    endLog(function.name());
    function.leave();
    Thread.ofVirtual().name("gantry-departure-" + function.name()).start(() -> complete(departure));
  }

  private void complete(Departure departure) {
    FunctionName name = departure.function.name();
    try {
      departure.function.awaitGone();
      clear(name);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } finally {
      present.remove(name);
      departure.over.countDown();
    }
  }

  /** Removes what a function left on the disk; what resists is tried again at the next start. */
  void clear(FunctionName name) {
    endLog(name);
    try {
      folder.of(name).remove();
    } catch (IOException failed) {
      LOG.atWarn()
          .addKeyValue("function", name)
          .addKeyValue("reason", Reason.of(failed))
          .log("the folder of a removed function remains");
    }
  }

  private void endLog(FunctionName name) {
    try {
      logs.remove(name);
    } catch (IOException failed) {
      LOG.atWarn()
          .addKeyValue("function", name)
          .addKeyValue("reason", Reason.of(failed))
          .log("the log of a removed function remains");
    }
  }

  boolean has(FunctionName name) {
    return present.containsKey(name);
  }

  /** Waits until a name is free again, even if the caller is interrupted meanwhile. */
  void await(FunctionName name) {
    Departure departure = present.get(name);
    boolean interrupted = false;
    while (departure != null && departure.over.getCount() > 0) {
      try {
        departure.over.await();
      } catch (InterruptedException stop) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the replicas that are left at once; blocks until they are gone. */
  @Override
  public void close() {
    for (Departure departure : List.copyOf(present.values())) {
      departure.function.close();
      await(departure.function.name());
    }
  }
}
