package dev.gantry.engine.container;

import dev.gantry.api.LogMessage;
import dev.gantry.docker.EngineConnection;
import dev.gantry.provider.LogQuery;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What replicas have written so far, in the order of time. Holds some lines of each, and as many as
 * a tail asks for, never a whole log. Used by one thread; {@link #close} by any.
 */
final class LogHistory implements AutoCloseable {

  private static final int BUFFER = 256;

  private final LogQuery query;
  private final List<Source> sources = new ArrayList<>();
  private final PriorityQueue<Head> heads =
      new PriorityQueue<>(Comparator.comparing((Head head) -> head.line.timestamp()));
  private final Map<String, Instant> last = new HashMap<>();
  private @Nullable Deque<LogMessage> tail;
  private boolean begun;

  /** Written by {@link #close}. */
  private volatile boolean closed;

  LogHistory(EngineConnection engine, LogQuery query, List<ContainerReplica> replicas) {
    this.query = query;
    for (ContainerReplica replica : replicas) {
      sources.add(new Source(engine, replica));
    }
  }

  private record Head(LogMessage line, Source source) {}

  /** The lines of one container, read ahead a little. */
  private final class Source implements LogSource.Sink {
    private final BlockingQueue<Optional<LogMessage>> lines = new ArrayBlockingQueue<>(BUFFER);
    private final LogSource reader;

    Source(EngineConnection engine, ContainerReplica replica) {
      this.reader =
          LogSource.read(
              engine,
              replica.containerId(),
              new LogLines(replica.function(), replica.replicaId()),
              query.tail(),
              query.since(),
              false,
              this);
    }

    @Override
    public void line(LogMessage line) throws InterruptedException {
      put(Optional.of(line));
    }

    @Override
    public void end() {
      try {
        put(Optional.empty());
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
      }
    }

    private void put(Optional<LogMessage> line) throws InterruptedException {
      while (!lines.offer(line, 1, TimeUnit.SECONDS)) {
        if (closed) {
          throw new InterruptedException("closed");
        }
      }
    }

    void advance() throws InterruptedException {
      Optional<LogMessage> next = lines.take();
      while (next.isPresent() && isTooOld(next.get())) {
        next = lines.take();
      }
      next.ifPresent(line -> heads.add(new Head(line, this)));
    }

    private boolean isTooOld(LogMessage line) {
      return query.since().isPresent() && line.timestamp().isBefore(query.since().get());
    }
  }

  /** The next line; null after the last one. */
  @Nullable LogMessage next() throws InterruptedException {
    if (query.tail().isEmpty()) {
      return merged();
    }
    if (tail == null) {
      tail = lastLines(query.tail().getAsInt());
    }
    return tail.poll();
  }

  private Deque<LogMessage> lastLines(int count) throws InterruptedException {
    Deque<LogMessage> lines = new ArrayDeque<>();
    for (LogMessage line = merged(); line != null; line = merged()) {
      lines.add(line);
      if (lines.size() > count) {
        lines.remove();
      }
    }
    return lines;
  }

  private @Nullable LogMessage merged() throws InterruptedException {
    if (!begun) {
      begun = true;
      for (Source source : sources) {
        source.advance();
      }
    }
    Head head = heads.poll();
    if (head == null) {
      return null;
    }
    last.put(head.line.instance(), head.line.timestamp());
    head.source.advance();
    return head.line;
  }

  /** When a replica wrote the last line that was read. */
  Optional<Instant> last(String replicaId) {
    return Optional.ofNullable(last.get(replicaId));
  }

  @Override
  public void close() {
    closed = true;
    for (Source source : sources) {
      source.reader.close();
      // Wakes a reader that waits for a line, and makes room for nobody else.
      source.lines.clear();
      source.lines.offer(Optional.empty());
    }
  }
}
