package dev.gantry.gateway.scale;

import dev.gantry.api.ScaleSettings;
import dev.gantry.provider.FunctionProvider;
import dev.gantry.provider.ProviderException;
import dev.gantry.provider.ReplicaUsage;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the replicas of functions that scale by processor time use. A provider may need long to
 * tell, so that it is asked elsewhere, one question a function at a time, and the last answer
 * counts. Thread-safe.
 */
final class CpuReadings {

  private static final Logger LOG = LoggerFactory.getLogger(CpuReadings.class);

  private final FunctionProvider provider;
  private final Executor threads;
  private final Map<ScaledFunction, Double> last = new ConcurrentHashMap<>();
  private final Map<ScaledFunction, Boolean> asked = new ConcurrentHashMap<>();

  /**
   * @param threads runs what blocks, without a bound of its own
   */
  CpuReadings(FunctionProvider provider, Executor threads) {
    this.provider = provider;
    this.threads = threads;
  }

  /** Thousandths of a processor that all replicas use; 0 when unknown. */
  double of(ScaledFunction function) {
    return last.getOrDefault(function, 0.0);
  }

  /** Asks again where it counts, unless that is under way. */
  void refresh(ScaledFunction function) {
    boolean counts = function.settings().policy() == ScaleSettings.Policy.CPU;
    if (counts && asked.putIfAbsent(function, true) == null) {
      threads.execute(() -> ask(function));
    }
  }

  /** Forgets a function. */
  void forget(ScaledFunction function) {
    last.remove(function);
  }

  private void ask(ScaledFunction function) {
    try {
      last.put(
          function,
          provider.usage(function.name()).stream().mapToDouble(ReplicaUsage::cpuMillis).sum());
    } catch (ProviderException e) {
      LOG.atDebug().addKeyValue("function", function.name()).setCause(e).log("usage not known");
    } finally {
      asked.remove(function);
    }
  }
}
