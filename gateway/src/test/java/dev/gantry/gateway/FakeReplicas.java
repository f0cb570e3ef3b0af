package dev.gantry.gateway;

import static java.util.Objects.requireNonNull;

import dev.gantry.api.FunctionName;
import dev.gantry.tck.ReplicaStarter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Replicas of a memory provider on real sockets, which answer at once unless they are held. */
final class FakeReplicas implements ReplicaStarter {

  private final Map<String, FakeReplica> running = new ConcurrentHashMap<>();
  private final AtomicInteger started = new AtomicInteger();
  private final AtomicInteger requests = new AtomicInteger();
  private volatile CountDownLatch held = new CountDownLatch(0);

  @Override
  public InetSocketAddress start(FunctionName name, String replicaId) throws IOException {
    started.incrementAndGet();
    FakeReplica replica =
        new FakeReplica(
            connection -> {
              while (connection.readRequest() != null) {
                requests.incrementAndGet();
                held.await();
                connection.answer(200, "x");
              }
            });
    running.put(replicaId, replica);
    return replica.address();
  }

  @Override
  public void stop(FunctionName name, String replicaId) {
    try {
      requireNonNull(running.remove(replicaId)).close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Answers nothing from now on. */
  void hold() {
    held = new CountDownLatch(1);
  }

  /** Answers everything. */
  void release() {
    held.countDown();
  }

  int requests() {
    return requests.get();
  }

  int started() {
    return started.get();
  }

  int running() {
    return running.size();
  }
}
