package dev.gantry.swarm;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.LogSwarmObjectCmd;
import com.github.dockerjava.api.model.Frame;
import dev.gantry.api.LogMessage;
import dev.gantry.provider.LogQuery;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Passes the lines of one service's log on, until it ends or is closed. */
final class ServiceLogReading extends ResultCallback.Adapter<Frame> {

  private static final long LIMIT_SECONDS = 60;

  private final LogQuery query;
  private final Consumer<LogMessage> lines;
  private final Runnable end;

  ServiceLogReading(LogQuery query, Consumer<LogMessage> lines, Runnable end) {
    this.query = query;
    this.lines = lines;
    this.end = end;
  }

  /** All lines there are. */
  static List<LogMessage> all(LogSwarmObjectCmd command, LogQuery query) {
    List<LogMessage> found = Collections.synchronizedList(new ArrayList<>());
    try (ServiceLogReading reading = new ServiceLogReading(query, found::add, () -> {})) {
      command.exec(reading).awaitCompletion(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } catch (IOException ended) {
      return found;
    }
    return found;
  }

  @Override
  public void onNext(Frame frame) {
    ServiceLogLine.read(frame, query).ifPresent(lines);
  }

  @Override
  public void onError(Throwable failed) {
    super.onError(failed);
    end.run();
  }

  @Override
  public void onComplete() {
    super.onComplete();
    end.run();
  }
}
