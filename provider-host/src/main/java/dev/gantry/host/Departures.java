package dev.gantry.host;

import dev.gantry.api.FunctionName;
import dev.gantry.host.folder.Reason;
import dev.gantry.host.replica.RunningFunction;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Functions that were removed while calls may still run in them. When the last replica is gone what
 * they left goes too, and only then can the name be deployed again. Thread-safe.
 */
final class Departures implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Departures.class);

  private final HostEngine engine;
  private final Map<FunctionName, Departure> present = new ConcurrentHashMap<>();

  private record Departure(RunningFunction function, CountDownLatch over) {}

  Departures(HostEngine engine) {
    this.engine = engine;
  }

  /** Takes a removed function's replicas away, and then what it left. */
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

  /** Removes what a function left; what resists is tried again at the next start. */
  private void clear(FunctionName name) {
    try {
      engine.clear(name);
    } catch (IOException failed) {
      warn(name, failed, "something of a removed function remains");
    }
  }

  private void endLog(FunctionName name) {
    try {
      engine.removed(name);
    } catch (IOException failed) {
      warn(name, failed, "the log of a removed function remains");
    }
  }

  private static void warn(FunctionName name, IOException failed, String message) {
    LOG.atWarn()
        .addKeyValue("function", name)
        .addKeyValue("reason", Reason.of(failed))
        .log(message);
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
