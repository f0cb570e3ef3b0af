package dev.gantry.tck;

import dev.gantry.api.FunctionName;
import dev.gantry.api.LogMessage;
import dev.gantry.provider.LogQuery;
import dev.gantry.provider.LogStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The log lines a test added; a monitor guards them and wakes those who follow. */
public final class MemoryLog {

  private final List<LogMessage> lines = new ArrayList<>();

  /** Adds a line. */
  public synchronized void add(LogMessage line) {
    lines.add(line);
    notifyAll();
  }

  /** Ends the streams of a function that was removed. */
  public synchronized void forget(FunctionName name) {
    lines.removeIf(line -> isOf(line, name));
    notifyAll();
  }

  /** Opens the log of a function. */
  public synchronized LogStream open(LogQuery query, Liveness liveness) {
    List<LogMessage> past = lines.stream().filter(line -> matches(line, query)).toList();
    int skipped = Math.max(0, past.size() - query.tail().orElse(past.size()));
    return new Stream(query, liveness, new ArrayList<>(past.subList(skipped, past.size())));
  }

  private static boolean matches(LogMessage line, LogQuery query) {
    return isOf(line, query.function())
        && query.instance().filter(instance -> !instance.equals(line.instance())).isEmpty()
        && query.since().filter(since -> line.timestamp().isBefore(since)).isEmpty();
  }

  private static boolean isOf(LogMessage line, FunctionName name) {
    return line.name().equals(name.name()) && line.namespace().equals(name.namespace());
  }

  /** Whether the function that is followed still is there. */
  @FunctionalInterface
  public interface Liveness {
    boolean isThere();
  }

  private final class Stream implements LogStream {

    private final LogQuery query;
    private final Liveness liveness;
    private final List<LogMessage> ahead;
    private int seen;
    private boolean closed;

    Stream(LogQuery query, Liveness liveness, List<LogMessage> ahead) {
      this.query = query;
      this.liveness = liveness;
      this.ahead = ahead;
      this.seen = lines.size();
    }

    @Override
    public @Nullable LogMessage next() throws InterruptedException {
      synchronized (MemoryLog.this) {
        while (ahead.isEmpty() && query.follow() && !closed && liveness.isThere()) {
          collect();
          if (ahead.isEmpty()) {
            MemoryLog.this.wait(100);
          }
        }
        return ahead.isEmpty() || closed ? null : ahead.removeFirst();
      }
    }

    private void collect() {
      for (; seen < lines.size(); seen++) {
        if (matches(lines.get(seen), query)) {
          ahead.add(lines.get(seen));
        }
      }
    }

    @Override
    public void close() {
      synchronized (MemoryLog.this) {
        closed = true;
        MemoryLog.this.notifyAll();
      }
    }
  }
}
