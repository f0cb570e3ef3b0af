package dev.gantry.gateway;

import dev.gantry.api.FunctionName;
import dev.gantry.api.ScaleSettings;
import dev.gantry.api.ScalingDecision;
import dev.gantry.gateway.metrics.CallMeters;
import dev.gantry.gateway.metrics.CallTotals;
import dev.gantry.gateway.metrics.FunctionMeter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Meters that a test can look into. */
public final class TestMeters implements CallMeters {

  private final Map<FunctionName, Counted> counted = new ConcurrentHashMap<>();

  @Override
  public Counted of(FunctionName name) {
    return counted.computeIfAbsent(name, key -> new Counted());
  }

  @Override
  public void forget(FunctionName name) {
    counted.remove(name);
  }

  /** The counters of one function. */
  public static final class Counted implements FunctionMeter {

    public final AtomicInteger started = new AtomicInteger();
    final AtomicInteger coldStarts = new AtomicInteger();
    public final List<Integer> statuses = new CopyOnWriteArrayList<>();
    public final List<ScalingDecision> decisions = new CopyOnWriteArrayList<>();
    volatile int ready;
    volatile int desired;

    @Override
    public void started() {
      started.incrementAndGet();
    }

    @Override
    public void ended(int status, long nanos) {
      statuses.add(status);
    }

    @Override
    public void coldStart() {
      coldStarts.incrementAndGet();
    }

    @Override
    public void replicas(int readyNow, int desiredNow) {
      ready = readyNow;
      desired = desiredNow;
    }

    @Override
    public void scaling(ScaleSettings settings) {}

    @Override
    public void decided(ScalingDecision decision) {
      decisions.add(decision);
    }

    @Override
    public long arrived() {
      return started.get();
    }

    @Override
    public long succeeded() {
      return statuses.stream().filter(status -> status / 100 == 2).count();
    }

    @Override
    public int inFlight() {
      return started.get() - statuses.size();
    }

    @Override
    public long answered() {
      return statuses.size();
    }

    @Override
    public int readyReplicas() {
      return ready;
    }

    @Override
    public CallTotals totals() {
      return new CallTotals(0, new long[CallTotals.NONE.buckets().length]);
    }
  }
}
