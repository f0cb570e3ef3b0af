package dev.gantry.host.replica;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionName;
import dev.gantry.provider.ChangeOutcome.Refused;
import dev.gantry.provider.FunctionState;
import dev.gantry.provider.ReplicaState;
import dev.gantry.provider.ReplicaWatcher;
import dev.gantry.provider.RestTier;
import dev.gantry.tck.RecordingWatcher;
import dev.gantry.tck.RecordingWatcher.Event;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunningFunctionTest {

  private static final FunctionName ECHO = new FunctionName("echo", "dev");
  private static final FunctionDeployment DEPLOYMENT = FunctionDeployment.ofCommand("echo", "cat");

  private final Launches launches = new Launches();
  private final ReplicaFeed feed = new ReplicaFeed();
  private final RecordingWatcher watcher = new RecordingWatcher();
  private final RunningFunction function = function();

  @AfterEach
  void close() {
    function.close();
    assertThat(launches.running).isEmpty();
  }

  @Test
  void aReplicaThatCannotBeLaunchedSaysWhyAndIsTriedAgain() throws Exception {
    launches.failure = "no descriptors left";
    function.start();
    eventually(
        () ->
            assertThat(function.state().replicas())
                .extracting(replica -> (Object) replica.state())
                .containsExactly(new ReplicaState.Failing("no descriptors left")));

    launches.failure = "";

    eventually(() -> assertThat(function.state().ready()).isEqualTo(1));
    assertThat(launches.attempts.get()).isGreaterThan(1);
  }

  @Test
  void anUpdateThatCannotBeLaunchedLeavesTheOldReplicas() throws Exception {
    function.start();
    eventually(() -> assertThat(function.state().ready()).isEqualTo(1));
    String old = function.state().replicas().getFirst().id();
    launches.failure = "gone";

    function.replace(DEPLOYMENT, Optional.empty(), 1, Clock.systemUTC().instant());
    eventually(() -> assertThat(launches.attempts.get()).isGreaterThan(2));

    assertThat(function.state().ready()).isEqualTo(1);
    assertThat(launches.running).containsOnlyKeys(old);
    launches.failure = "";
    eventually(() -> assertThat(launches.running).hasSize(1).doesNotContainKey(old));
  }

  @Test
  void aReplicaThatNeverTookCallsIsNotWithdrawn() throws Exception {
    feed.open(watcher);
    CountDownLatch gate = new CountDownLatch(1);
    launches.gate = gate;
    function.start();
    eventually(() -> assertThat(launches.attempts.get()).isEqualTo(1));

    function.scale(0);
    gate.countDown();

    eventually(() -> assertThat(function.state().replicas()).isEmpty());
    assertThat(watcher.events(ECHO)).noneMatch(Event.Withdrawn.class::isInstance);
  }

  @Test
  void closingDoesNotWaitForCalls() throws Exception {
    feed.open(watcher);
    function.start();
    eventually(() -> assertThat(function.state().ready()).isEqualTo(1));
    watcher.occupy(function.state().replicas().getFirst().id());
    function.scale(0);
    eventually(() -> assertThat(watcher.events(ECHO)).anyMatch(Event.Withdrawn.class::isInstance));

    feed.close();
    function.close();

    assertThat(launches.running).isEmpty();
  }

  @Test
  void aReplicaIsStoppedWhenItsCallsTakeTooLong() throws Exception {
    feed.open(watcher);
    function.replace(
        DEPLOYMENT.withLabels(Map.of("dev.gantry.timeout", "50ms")),
        Optional.empty(),
        1,
        Clock.systemUTC().instant());
    function.start();
    eventually(() -> assertThat(function.state().ready()).isEqualTo(1));
    watcher.occupy(function.state().replicas().getFirst().id());

    function.scale(0);

    eventually(() -> assertThat(launches.running).isEmpty());
  }

  @Test
  void aReplicaThatIsReplacedWhileItIsAskedToRestIsNotPutBack() throws Exception {
    SlowWatcher slow = new SlowWatcher();
    feed.open(slow);
    function.start();
    eventually(() -> assertThat(function.state().ready()).isEqualTo(1));
    String old = function.state().replicas().getFirst().id();
    Thread resting = Thread.startVirtualThread(this::rest);
    slow.asked.await();

    function.replace(DEPLOYMENT, Optional.empty(), 1, Clock.systemUTC().instant());
    eventually(() -> assertThat(function.state().ready()).isEqualTo(1));
    slow.answer.countDown();
    resting.join();

    assertThat(function.state().replicas())
        .filteredOn(replica -> replica.id().equals(old))
        .extracting(replica -> (Object) replica.state())
        .containsExactly(new ReplicaState.Draining());
    slow.leave.countDown();
  }

  private void rest() {
    try {
      assertThat(function.rest(RestTier.REMOVED)).isInstanceOf(Refused.class);
    } catch (InterruptedException stop) {
      throw new AssertionError(stop);
    }
  }

  /** Says that a call runs, when it is allowed to, and later that none does. */
  private static final class SlowWatcher implements ReplicaWatcher {

    final CountDownLatch asked = new CountDownLatch(1);
    final CountDownLatch answer = new CountDownLatch(1);
    final CountDownLatch leave = new CountDownLatch(1);

    @Override
    public void changed(FunctionState state) {}

    @Override
    public void removed(FunctionName name) {}

    @Override
    public Withdrawal withdraw(FunctionName name, String replicaId, Duration limit)
        throws InterruptedException {
      if (limit.isZero()) {
        asked.countDown();
        answer.await();
        return new Withdrawal.Busy(1);
      }
      leave.await();
      return new Withdrawal.Quiet();
    }
  }

  private RunningFunction function() {
    AtomicLong numbers = new AtomicLong();
    FunctionRuntime runtime =
        new FunctionRuntime(
            launches,
            feed,
            numbers::incrementAndGet,
            () -> String.valueOf(numbers.incrementAndGet()),
            Duration.ofMinutes(5),
            Clock.systemUTC());
    var now = Clock.systemUTC().instant();
    return new RunningFunction(ECHO, DEPLOYMENT, Optional.empty(), 1, now, now, runtime);
  }

  /** Counts launches, and fails or holds them when a test says so. */
  private static final class Launches implements ReplicaLauncher {

    final Map<String, Boolean> running = new ConcurrentHashMap<>();
    final AtomicInteger attempts = new AtomicInteger();
    volatile String failure = "";
    volatile CountDownLatch gate = new CountDownLatch(0);

    @Override
    public RunningReplica launch(ReplicaOrder order) throws IOException {
      String id = order.replicaId();
      attempts.incrementAndGet();
      try {
        gate.await();
      } catch (InterruptedException stop) {
        throw new IOException("interrupted", stop);
      }
      if (!failure.isEmpty()) {
        throw new IOException(failure);
      }
      running.put(id, true);
      return new RunningReplica() {
        @Override
        public InetSocketAddress address() {
          return new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
        }

        @Override
        public void drain(Duration limit) {}

        @Override
        public CompletableFuture<String> ended() {
          return new CompletableFuture<>();
        }

        @Override
        public void close() {
          running.remove(id);
        }
      };
    }
  }
}
