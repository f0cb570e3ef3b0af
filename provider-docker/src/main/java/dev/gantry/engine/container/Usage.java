package dev.gantry.engine.container;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Statistics;
import dev.gantry.docker.EngineConnection;
import dev.gantry.provider.ReplicaUsage;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What replicas use. Processor time is averaged since the last time a replica was asked about, and
 * since its first sample before that; the engine's own average would take a second to come.
 */
final class Usage {

  private static final int LIMIT_SECONDS = 5;

  private final EngineConnection engine;
  private final Map<String, Sample> samples = new ConcurrentHashMap<>();

  Usage(EngineConnection engine) {
    this.engine = engine;
  }

  private record Sample(long cpuNanos, long atNanos) {}

  /** Asks about one; empty if it does not run. */
  Optional<ReplicaUsage> of(ContainerReplica replica) throws InterruptedException {
    Optional<Statistics> first = firstOf(replica.containerId());
    if (first.isEmpty() || first.get().getMemoryStats() == null) {
      return Optional.empty();
    }
    Statistics statistics = first.get();
    Long total = statistics.getCpuStats().getCpuUsage().getTotalUsage();
    Sample now = new Sample(total == null ? 0 : total, nanos(statistics.getRead()));
    Sample before = samples.put(replica.containerId(), now);
    return Optional.of(new ReplicaUsage(replica.replicaId(), cpu(before, now), memory(statistics)));
  }

  private static double cpu(@Nullable Sample before, Sample now) {
    long time = before == null ? 0 : now.atNanos - before.atNanos;
    return before == null || time <= 0 ? 0 : 1000.0 * (now.cpuNanos - before.cpuNanos) / time;
  }

  /** As {@code docker stats} counts: files that could be dropped from memory are not used. */
  private static long memory(Statistics statistics) {
    var memory = statistics.getMemoryStats();
    long used = memory.getUsage() == null ? 0 : memory.getUsage();
    var parts = memory.getStats();
    Long inactive =
        parts == null
            ? null
            : parts.getTotalInactiveFile() != null
                ? parts.getTotalInactiveFile()
                : parts.getInactiveFile();
    return Math.max(0, used - (inactive == null ? 0 : inactive));
  }

  private static long nanos(String time) {
    Instant at = Instant.parse(time);
    return Math.addExact(at.getEpochSecond() * 1_000_000_000L, at.getNano());
  }

  private Optional<Statistics> firstOf(String containerId) throws InterruptedException {
    BlockingQueue<Statistics> first = new ArrayBlockingQueue<>(1);
    try (var reader =
        new ResultCallback.Adapter<Statistics>() {
          @Override
          public void onNext(Statistics statistics) {
            first.offer(statistics);
          }
        }) {
      engine.client().statsCmd(containerId).exec(reader);
      return Optional.ofNullable(first.poll(LIMIT_SECONDS, TimeUnit.SECONDS));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  /** Forgets the samples of containers that are no more. */
  void keep(Set<String> containerIds) {
    samples.keySet().retainAll(containerIds);
  }
}
