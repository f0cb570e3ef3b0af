package dev.gantry.host;

import dev.gantry.api.FunctionName;
import dev.gantry.host.replica.FoundReplica;
import dev.gantry.host.replica.ReplicaLauncher;
import dev.gantry.host.replica.ReplicaOrder;
import dev.gantry.host.replica.RunningReplica;
import dev.gantry.provider.ReplicaState;
import dev.gantry.provider.RestTier;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A machine whose replicas live on when the program ends, die, and rest; a test says what fails and
 * what takes long. Thread-safe.
 */
public final class FakeMachine implements ReplicaLauncher {

  private final Map<String, FakeReplica> replicas = new ConcurrentSkipListMap<>();

  /** What was done, such as {@code pause fn-1-1}. */
  private final List<String> deeds = new ArrayList<>(); // guarded by itself

  private final Set<String> failures = ConcurrentHashMap.newKeySet();
  private final Map<String, CountDownLatch> gates = new ConcurrentHashMap<>();
  private final AtomicInteger ports = new AtomicInteger(1);

  /** Makes a deed fail from now on: {@code launch}, {@code rest} or {@code wake}. */
  public void fail(String deed) {
    failures.add(deed);
  }

  /** Lets a deed succeed again. */
  public void mend(String deed) {
    failures.remove(deed);
  }

  /** Makes a deed wait until the latch is open. */
  public void hold(String deed, CountDownLatch gate) {
    gates.put(deed, gate);
  }

  /** Ends a replica as a crash does. */
  public void kill(String id) {
    FakeReplica replica = replicas.remove(id);
    if (replica != null) {
      replica.ended.complete("it was killed");
    }
  }

  /** Puts a replica there as an earlier run may have left it. */
  public void place(FunctionName function, String id, Instant deployedAt, ReplicaState state) {
    replicas.put(id, new FakeReplica(function, id, deployedAt, state));
  }

  /** The replicas there are, and what they do. */
  public Map<String, ReplicaState> there() {
    Map<String, ReplicaState> there = new TreeMap<>();
    replicas.forEach((id, replica) -> there.put(id, replica.state));
    return there;
  }

  /** How often something was done. */
  public long count(String deed) {
    synchronized (deeds) {
      return deeds.stream().filter(done -> done.startsWith(deed)).count();
    }
  }

  @Override
  public RunningReplica launch(ReplicaOrder order) throws IOException, InterruptedException {
    act("launch", order.replicaId());
    FakeReplica replica =
        new FakeReplica(
            order.function(), order.replicaId(), order.deployedAt(), new ReplicaState.Ready());
    if (replicas.putIfAbsent(order.replicaId(), replica) != null) {
      throw new IOException(order.replicaId() + " is there already");
    }
    return replica;
  }

  private void act(String deed, String id) throws IOException, InterruptedException {
    synchronized (deeds) {
      deeds.add(deed + " " + id);
    }
    gates.getOrDefault(deed, new CountDownLatch(0)).await();
    if (failures.contains(deed)) {
      throw new IOException("cannot " + deed);
    }
  }

  @Override
  public List<FoundReplica> found() {
    List<FoundReplica> found = new ArrayList<>();
    replicas.forEach(
        (id, old) -> {
          FakeReplica again = new FakeReplica(old.function, id, old.deployedAt, old.state);
          replicas.put(id, again);
          found.add(new FoundReplica(old.function, id, old.deployedAt, old.state, again));
        });
    return found;
  }

  private final class FakeReplica implements RunningReplica {

    private final FunctionName function;
    private final String id;
    private final Instant deployedAt;
    private final CompletableFuture<String> ended = new CompletableFuture<>();
    private volatile InetSocketAddress address = nextAddress();
    private volatile ReplicaState state;

    FakeReplica(FunctionName function, String id, Instant deployedAt, ReplicaState state) {
      this.function = function;
      this.id = id;
      this.deployedAt = deployedAt;
      this.state = state;
    }

    private InetSocketAddress nextAddress() {
      return new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.getAndIncrement());
    }

    @Override
    public InetSocketAddress address() {
      return address;
    }

    @Override
    public void drain(Duration limit) {}

    @Override
    public CompletableFuture<String> ended() {
      return ended;
    }

    @Override
    public void rest(RestTier tier) throws IOException, InterruptedException {
      act("rest", id);
      state = new ReplicaState.Resting(tier);
    }

    @Override
    public void wake() throws IOException, InterruptedException {
      act("wake", id);
      if (state.equals(new ReplicaState.Resting(RestTier.STOPPED))) {
        address = nextAddress();
      }
      state = new ReplicaState.Ready();
    }

    @Override
    public void release() {}

    @Override
    public void close() {
      replicas.remove(id, this);
    }
  }
}
