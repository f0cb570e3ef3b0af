package dev.gantry.swarm;

import dev.gantry.api.LogMessage;
import dev.gantry.provider.LogQuery;
import dev.gantry.provider.LogStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A log that goes on: each generation of the function is followed from the moment it is known,
 * until the function is removed. It begins with as many lines of each replica as were asked for.
 */
final class FollowedLog implements LogStream {

  private static final Duration LOOK = Duration.ofMillis(250);

  /** A reader that is slower than the function's output for so many lines loses the rest. */
  private static final int MOST_LINES = 10_000;

  private final SwarmApi api;
  private final SwarmView view;
  private final LogQuery query;
  private final BlockingQueue<LogMessage> lines = new LinkedBlockingQueue<>(MOST_LINES);

  /** Guarded by this: used by the reader and by who closes. */
  private final List<ServiceLogReading> readings = new ArrayList<>();

  private final Set<String> followed = new HashSet<>(); // guarded by this
  private volatile boolean closed; // written by close

  FollowedLog(SwarmApi api, SwarmView view, LogQuery query) {
    this.api = api;
    this.view = view;
    this.query = query;
    followAll(SwarmLogs.tail(query));
  }

  private synchronized void followAll(String tail) {
    for (String service : SwarmLogs.services(view, query.function())) {
      if (!closed && followed.add(service)) {
        try {
          ServiceLogReading reading = new ServiceLogReading(api, service, query, true, tail);
          readings.add(reading);
          Thread.ofVirtual().name("log " + service).start(() -> reading.forEach(lines::offer));
        } catch (EngineRefusal gone) {
          followed.remove(service);
        }
      }
    }
  }

  @Override
  public @Nullable LogMessage next() throws InterruptedException {
    while (true) {
      LogMessage line = lines.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
      if (line != null) {
        return line;
      }
      if (closed || view.find(query.function()).isEmpty()) {
        close();
        return lines.poll();
      }
      followAll("all");
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    readings.forEach(ServiceLogReading::close);
    readings.clear();
  }
}
