package dev.gantry.swarm;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.LogSwarmObjectCmd;
import dev.gantry.api.LogMessage;
import dev.gantry.provider.LogQuery;
import dev.gantry.provider.LogStream;
import java.io.IOException;
import java.io.UncheckedIOException;
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
 * until the function is removed. Of each replica it begins with as many lines as were asked for.
 */
final class FollowedLog implements LogStream {

  private static final Duration LOOK = Duration.ofMillis(250);

  /** A reader that is slower than the function's output for so many lines loses the rest. */
  private static final int MOST_LINES = 10_000;

  private final DockerClient client;
  private final SwarmView view;
  private final LogQuery query;
  private final BlockingQueue<LogMessage> lines = new LinkedBlockingQueue<>(MOST_LINES);

  /** Used by the reader and by who closes; guarded by this. */
  private final List<ServiceLogReading> readings = new ArrayList<>();

  private final Set<String> followed = new HashSet<>(); // guarded by this
  private volatile boolean closed; // written by close

  FollowedLog(DockerClient client, SwarmView view, LogQuery query) {
    this.client = client;
    this.view = view;
    this.query = query;
    followAll(true);
  }

  private synchronized void followAll(boolean first) {
    if (closed) {
      return;
    }
    for (String service : SwarmLogs.services(view, query.function()).keySet()) {
      if (followed.add(service)) {
        LogSwarmObjectCmd command = SwarmLogs.command(client, service, query).withFollow(true);
        if (first) {
          query.tail().ifPresent(command::withTail);
        }
        readings.add(command.exec(new ServiceLogReading(query, lines::offer, () -> {})));
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
      followAll(false);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    for (ServiceLogReading reading : readings) {
      try {
        reading.close();
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
    readings.clear();
  }
}
