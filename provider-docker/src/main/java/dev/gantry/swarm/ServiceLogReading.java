package dev.gantry.swarm;

import com.github.dockerjava.transport.DockerHttpClient.Response;
import dev.gantry.api.LogMessage;
import dev.gantry.provider.LogQuery;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * Reads one service's log as the engine sends it: frames of a kind, three empty bytes, a length and
 * a line. docker-java's own command cannot ask which task wrote a line.
 */
final class ServiceLogReading implements AutoCloseable {

  private static final int LONGEST_FRAME = 1 << 24;

  private final Response response;
  private final LogQuery query;

  ServiceLogReading(SwarmApi api, String serviceId, LogQuery query, boolean follow, String tail) {
    this.query = query;
    String since =
        query.since().map(moment -> "&since=" + Math.max(0, moment.getEpochSecond())).orElse("");
    this.response =
        api.stream(
            "/services/"
                + serviceId
                + "/logs?stdout=1&stderr=1&timestamps=1&details=1&follow="
                + follow
                + "&tail="
                + tail
                + since);
  }

  /** Passes lines on until the log ends or is closed; blocks. */
  void forEach(Consumer<LogMessage> lines) {
    try (DataInputStream in = new DataInputStream(response.getBody())) {
      while (true) {
        int kind = in.read();
        if (kind < 0) {
          return;
        }
        in.skipNBytes(3);
        int length = in.readInt();
        if (length < 0 || length > LONGEST_FRAME) {
          return;
        }
        ServiceLogLine.read(in.readNBytes(length), query).ifPresent(lines);
      }
    } catch (IOException | RuntimeException ended) {
      // It was closed, or the engine went away: there are no more lines.
    }
  }

  @Override
  public void close() {
    response.close();
  }
}
