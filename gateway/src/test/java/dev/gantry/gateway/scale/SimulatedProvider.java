package dev.gantry.gateway.scale;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionName;
import dev.gantry.api.ScaleBounds;
import dev.gantry.provider.Capabilities;
import dev.gantry.provider.ChangeOutcome;
import dev.gantry.provider.FunctionProvider;
import dev.gantry.provider.FunctionState;
import dev.gantry.provider.Replica;
import dev.gantry.provider.ReplicaState;
import dev.gantry.provider.ReplicaUsage;
import dev.gantry.provider.ReplicaWatcher;
import dev.gantry.provider.RestTier;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One function whose replicas need a while to start, by a manual clock. */
final class SimulatedProvider {

  static final FunctionName NAME = new FunctionName("fn", "openfaas-fn");

  /** A replica table that holds nothing. */
  static final ReplicaWatcher NO_TABLE =
      new ReplicaWatcher() {
        @Override
        public void changed(FunctionState state) {}

        @Override
        public void removed(FunctionName name) {}

        @Override
        public Withdrawal withdraw(FunctionName name, String replicaId, Duration limit) {
          return new Withdrawal.Quiet();
        }
      };

  private static final InetSocketAddress ANYWHERE =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);

  private final ManualClock clock;
  Duration startTime;
  private FunctionDeployment deployment;

  /** When each replica is ready. */
  private final List<Instant> readyAt = new ArrayList<>();

  private @Nullable ReplicaWatcher watcher;
  private Optional<RestTier> tier = Optional.empty();
  private int pushedReady = -1;
  private long revision;
  private Instant updatedAt = Instant.EPOCH;
  Capabilities capabilities =
      new Capabilities(EnumSet.allOf(RestTier.class), false, false, true, false, false, false);

  /** What all replicas use. */
  double cpuMillis;

  /** What the next write answers instead of being carried out. */
  @Nullable ChangeOutcome refusal;

  SimulatedProvider(ManualClock clock, Duration startTime, Map<String, String> labels) {
    this.clock = clock;
    this.startTime = startTime;
    this.deployment = FunctionDeployment.ofCommand(NAME.name(), "cat").withLabels(labels);
    resize(ScaleBounds.of(labels).min());
  }

  FunctionProvider provider() {
    return (FunctionProvider)
        Proxy.newProxyInstance(
            SimulatedProvider.class.getClassLoader(),
            new Class<?>[] {FunctionProvider.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "capabilities" -> capabilities;
                  case "scale" -> scale((Integer) arguments[1]);
                  case "rest" -> rest((RestTier) arguments[1]);
                  case "wake" -> wake();
                  case "usage" -> List.of(new ReplicaUsage("all", cpuMillis, 0));
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  void watch(ReplicaWatcher given) {
    watcher = given;
    push();
  }

  /** Replaces the labels, as an update does. */
  void update(Map<String, String> labels) {
    deployment = deployment.withLabels(labels);
    updatedAt = clock.instant();
    push();
  }

  /** Pushes what has become ready in the meantime. */
  void advance() {
    if (ready() != pushedReady) {
      push();
    }
  }

  int desired() {
    return readyAt.size();
  }

  int ready() {
    return tier.isPresent()
        ? 0
        : (int) readyAt.stream().filter(at -> !at.isAfter(clock.instant())).count();
  }

  Optional<RestTier> tier() {
    return tier;
  }

  private ChangeOutcome scale(int replicas) {
    if (refusal != null) {
      return refusal;
    }
    tier = Optional.empty();
    resize(replicas);
    push();
    return new ChangeOutcome.Done();
  }

  private ChangeOutcome rest(RestTier to) {
    if (refusal != null) {
      return refusal;
    }
    if (to == RestTier.REMOVED) {
      return scale(0);
    }
    tier = Optional.of(to);
    push();
    return new ChangeOutcome.Done();
  }

  private ChangeOutcome wake() {
    return scale(Math.max(desired(), Math.max(1, ScaleBounds.of(deployment.labels()).min())));
  }

  private void resize(int replicas) {
    while (readyAt.size() > replicas) {
      readyAt.removeLast();
    }
    while (readyAt.size() < replicas) {
      readyAt.add(clock.instant().plus(startTime));
    }
  }

  private void push() {
    if (watcher == null) {
      return;
    }
    pushedReady = ready();
    List<Replica> replicas = IntStream.range(0, desired()).mapToObj(this::replica).toList();
    watcher.changed(
        new FunctionState(
            NAME,
            ++revision,
            deployment,
            desired(),
            replicas,
            Instant.EPOCH,
            updatedAt,
            Optional.empty()));
  }

  private Replica replica(int index) {
    ReplicaState state =
        tier.<ReplicaState>map(ReplicaState.Resting::new)
            .orElseGet(
                () ->
                    readyAt.get(index).isAfter(clock.instant())
                        ? new ReplicaState.Starting()
                        : new ReplicaState.Ready());
    return new Replica(
        "fn-" + index, Optional.of(ANYWHERE), state, Instant.EPOCH, Optional.empty());
  }
}
