package dev.gantry.host;

import dev.gantry.api.FunctionName;
import dev.gantry.host.replica.FoundReplica;
import dev.gantry.host.replica.ReplicaLauncher;
import dev.gantry.host.replica.RunningFunction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replicas that an earlier run of this program left: those of functions that still are go on, the
 * others end. Used by one thread.
 */
final class Remains implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Remains.class);

  private final Map<FunctionName, List<FoundReplica>> unclaimed;
  private final List<FoundReplica> useless = new ArrayList<>();

  private Remains(Map<FunctionName, List<FoundReplica>> unclaimed) {
    this.unclaimed = unclaimed;
  }

  static Remains of(ReplicaLauncher launcher) throws IOException {
    Map<FunctionName, List<FoundReplica>> found = new HashMap<>();
    for (FoundReplica one : launcher.found()) {
      found.computeIfAbsent(one.function(), any -> new ArrayList<>()).add(one);
    }
    return new Remains(found);
  }

  /** Gives a function its replicas, before it is started. */
  void handOver(RunningFunction function) {
    List<FoundReplica> found = unclaimed.remove(function.name());
    if (found != null) {
      List<FoundReplica> left = function.adopt(found);
      useless.addAll(left);
      LOG.atInfo()
          .addKeyValue("function", function.name())
          .addKeyValue("replicas", found.size() - left.size())
          .log("replicas taken over");
    }
  }

  /** Ends what nobody took; blocks until it is gone. */
  @Override
  public void close() {
    unclaimed.values().forEach(useless::addAll);
    try (ExecutorService closing = Executors.newVirtualThreadPerTaskExecutor()) {
      useless.forEach(one -> closing.execute(() -> end(one)));
    }
  }

  private static void end(FoundReplica one) {
    LOG.atInfo()
        .addKeyValue("function", one.function())
        .addKeyValue("replica", one.replicaId())
        .log("a replica that nobody needs is ended");
    one.running().close();
  }
}
