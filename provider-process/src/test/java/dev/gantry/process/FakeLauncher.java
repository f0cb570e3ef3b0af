package dev.gantry.process;

import dev.gantry.api.FunctionName;
import dev.gantry.host.replica.ReplicaLauncher;
import dev.gantry.host.replica.ReplicaOrder;
import dev.gantry.host.replica.RunningReplica;
import dev.gantry.process.log.FunctionLogs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Replicas that do nothing, but are counted, and fail when a test says so. */
final class FakeLauncher implements ReplicaLauncher {

  private final FunctionLogs logs;
  private final Set<String> running = ConcurrentHashMap.newKeySet();
  private volatile String failure = "";

  FakeLauncher(FunctionLogs logs) {
    this.logs = logs;
  }

  @Override
  public RunningReplica launch(ReplicaOrder order) throws IOException {
    if (!failure.isEmpty()) {
      throw new IOException(failure);
    }
    running.add(order.replicaId());
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
        running.remove(order.replicaId());
      }
    };
  }

  void failWith(String reason) {
    failure = reason;
  }

  Set<String> running() {
    return Set.copyOf(running);
  }

  void log(FunctionName name, String replicaId, String text) {
    logs.of(name).append(replicaId, text);
  }
}
