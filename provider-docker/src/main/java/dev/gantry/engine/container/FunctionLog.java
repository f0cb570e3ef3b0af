package dev.gantry.engine.container;

import dev.gantry.api.LogMessage;
import dev.gantry.docker.EngineConnection;
import dev.gantry.provider.LogQuery;
import dev.gantry.provider.LogStream;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The log of a function: what its replicas have written, and, when followed, what they and later
 * replicas write. A replica's lines go with its container.
 */
final class FunctionLog implements LogStream {

  private static final int BUFFER = 1024;

  private final EngineConnection engine;
  private final Containers containers;
  private final LogQuery query;
  private final Runnable onClose;
  private final LogHistory history;
  private final BlockingQueue<LogMessage> later = new ArrayBlockingQueue<>(BUFFER);
  private final Map<String, LogSource> followed = new ConcurrentHashMap<>();
  private final Set<String> taken = new HashSet<>();
  private final Containers.Listener newcomers = this::follow;
  private boolean historyIsRead;

  /** Written by {@link #end}. */
  private volatile boolean ended;

  FunctionLog(EngineConnection engine, Containers containers, LogQuery query, Runnable onClose) {
    this.engine = engine;
    this.containers = containers;
    this.query = query;
    this.onClose = onClose;
    boolean none = query.tail().isPresent() && query.tail().getAsInt() == 0;
    List<ContainerReplica> now = replicas();
    this.history = new LogHistory(engine, query, none ? List.of() : now);
    if (none && query.follow()) {
      followFromNowOn(now);
    }
  }

  private List<ContainerReplica> replicas() {
    return containers.of(query.function()).stream().filter(this::isMeant).toList();
  }

  private boolean isMeant(ContainerReplica replica) {
    return replica.function().equals(query.function())
        && query.instance().map(replica.replicaId()::equals).orElse(true);
  }

  LogQuery query() {
    return query;
  }

  @Override
  public @Nullable LogMessage next() throws InterruptedException {
    if (!historyIsRead) {
      LogMessage line = ended ? null : history.next();
      if (line != null) {
        return line;
      }
      historyIsRead = true;
      if (query.follow() && !ended) {
        containers.listen(newcomers);
        replicas().forEach(this::follow);
      }
    }
    return query.follow() ? awaitLater() : null;
  }

  private @Nullable LogMessage awaitLater() throws InterruptedException {
    while (!ended) {
      LogMessage line = later.poll(200, TimeUnit.MILLISECONDS);
      if (line != null) {
        return line;
      }
    }
    return later.poll();
  }

  private void followFromNowOn(List<ContainerReplica> now) {
    containers.listen(newcomers);
    now.forEach(replica -> follow(replica, OptionalInt.of(0), Optional.empty()));
    replicas().forEach(this::follow);
  }

  private void follow(ContainerReplica replica) {
    if (isMeant(replica)) {
      Optional<Instant> seen = history.last(replica.replicaId());
      follow(replica, OptionalInt.empty(), seen.or(query::since));
    }
  }

  private synchronized void follow(
      ContainerReplica replica, OptionalInt tail, Optional<Instant> since) {
    if (ended || !taken.add(replica.containerId())) {
      return;
    }
    Optional<Instant> seen = history.last(replica.replicaId());
    LogLines lines = new LogLines(replica.function(), replica.replicaId());
    followed.put(
        replica.containerId(),
        LogSource.read(
            engine,
            replica.containerId(),
            lines,
            tail,
            since,
            true,
            new LogSource.Sink() {
              @Override
              public void line(LogMessage line) throws InterruptedException {
                boolean isNew =
                    seen.map(line.timestamp()::isAfter).orElse(true)
                        && query.since().map(from -> !line.timestamp().isBefore(from)).orElse(true);
                while (isNew && !ended && !later.offer(line, 200, TimeUnit.MILLISECONDS)) {
                  // Whoever reads this log is slow.
                }
              }

              @Override
              public void end() {
                followed.remove(replica.containerId());
              }
            }));
  }

  /** Nothing comes after what has come. */
  void end() {
    ended = true;
    containers.leave(newcomers);
    history.close();
    followed.values().forEach(LogSource::close);
  }

  @Override
  public void close() {
    end();
    onClose.run();
  }
}
