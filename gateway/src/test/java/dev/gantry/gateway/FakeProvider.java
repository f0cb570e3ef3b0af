package dev.gantry.gateway;

import static java.util.Objects.requireNonNull;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionName;
import dev.gantry.provider.ChangeOutcome;
import dev.gantry.provider.FunctionProvider;
import dev.gantry.provider.FunctionState;
import dev.gantry.provider.Replica;
import dev.gantry.provider.ReplicaState;
import dev.gantry.provider.ReplicaWatcher;
import dev.gantry.provider.Subscription;
import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The part of a provider that the gateway's hot path meets: pushes and wakes. */
public final class FakeProvider {

  private final AtomicLong revision = new AtomicLong();
  private final AtomicInteger wakes = new AtomicInteger();
  private volatile @Nullable ReplicaWatcher watcher;
  private volatile Function<FunctionName, ChangeOutcome> onWake = name -> new ChangeOutcome.Done();

  /** As a provider; what a test does not need is not there. */
  public FunctionProvider provider() {
    return (FunctionProvider)
        Proxy.newProxyInstance(
            FakeProvider.class.getClassLoader(),
            new Class<?>[] {FunctionProvider.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "watch" -> watch((ReplicaWatcher) arguments[0]);
                  case "wake" -> wake((FunctionName) arguments[0]);
                  case "peers" -> Optional.empty();
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  public ReplicaWatcher watcher() {
    return requireNonNull(watcher);
  }

  public int wakes() {
    return wakes.get();
  }

  public void onWake(Function<FunctionName, ChangeOutcome> action) {
    onWake = action;
  }

  /** Pushes a function whose replicas are all ready. */
  public void ready(String name, Map<String, String> labels, InetSocketAddress... addresses) {
    List<Replica> replicas = new ArrayList<>();
    for (InetSocketAddress address : addresses) {
      replicas.add(replica(name + "-" + address.getPort(), address, new ReplicaState.Ready()));
    }
    push(name, labels, addresses.length, replicas);
  }

  /** Pushes a function as it is. */
  public void push(String name, Map<String, String> labels, int desired, List<Replica> replicas) {
    push(name, labels, Map.of(), desired, replicas);
  }

  /** Pushes a function as it is, with variables. */
  public void push(
      String name,
      Map<String, String> labels,
      Map<String, String> variables,
      int desired,
      List<Replica> replicas) {
    FunctionDeployment deployment =
        FunctionDeployment.ofCommand(name, "cat").withLabels(labels).withEnvVars(variables);
    watcher()
        .changed(
            new FunctionState(
                new FunctionName(name, "openfaas-fn"),
                revision.incrementAndGet(),
                deployment,
                desired,
                replicas,
                Instant.EPOCH,
                Instant.EPOCH,
                Optional.empty()));
  }

  public static Replica replica(String id, InetSocketAddress address, ReplicaState state) {
    return new Replica(id, Optional.of(address), state, Instant.EPOCH, Optional.empty());
  }

  private Subscription watch(ReplicaWatcher given) {
    watcher = given;
    return () -> {};
  }

  private ChangeOutcome wake(FunctionName name) {
    wakes.incrementAndGet();
    return onWake.apply(name);
  }
}
