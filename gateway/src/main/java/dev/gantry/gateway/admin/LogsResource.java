package dev.gantry.gateway.admin;

import dev.gantry.api.ApiJson;
import dev.gantry.api.LogMessage;
import dev.gantry.gateway.endpoint.EndpointRequest;
import dev.gantry.gateway.endpoint.EndpointResponse;
import dev.gantry.gateway.endpoint.ProblemKind;
import dev.gantry.provider.FunctionProvider;
import dev.gantry.provider.LogQuery;
import dev.gantry.provider.LogStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * {@code /system/logs}: the lines of a function's log, one JSON object a line, each sent as soon as
 * it is there (contract 1.7). The stream ends with the log, when the client leaves, or after {@link
 * RestSettings#logLimit}.
 */
final class LogsResource {

  private final FunctionProvider provider;
  private final Addressing addressing;
  private final Duration limit;

  LogsResource(FunctionProvider provider, Addressing addressing, Duration limit) {
    this.provider = provider;
    this.addressing = addressing;
    this.limit = limit;
  }

  EndpointResponse read(EndpointRequest request, String none) throws RejectedRequest {
    LogQuery query = LogParameters.read(request, addressing);
    if (provider.find(query.function()).isEmpty()) {
      throw new RejectedRequest(ProblemKind.NOT_FOUND, "there is no function " + query.function());
    }
    return new EndpointResponse.Streamed(
        200,
        Map.of("Content-Type", "application/x-ndjson", "X-Accel-Buffering", "no"),
        out -> copy(query, out));
  }

  /**
   * The log is opened where it is read and closed, so an answer that is never written leaks none.
   */
  private void copy(LogQuery query, OutputStream out) throws IOException, InterruptedException {
    Optional<LogStream> opened = provider.logs(query);
    if (opened.isEmpty()) {
      return;
    }
    try (LogStream log = opened.get();
        TimeLimit end = TimeLimit.start(limit)) {
      try {
        copy(log, out);
      } catch (InterruptedException interrupted) {
        if (!end.isOver()) {
          throw interrupted;
        }
      }
    }
  }

  private static void copy(LogStream log, OutputStream out)
      throws IOException, InterruptedException {
    out.flush(); // the client sees that the stream is there before the first line is written
    for (LogMessage line = log.next(); line != null; line = log.next()) {
      out.write(ApiJson.write(line));
      out.write('\n');
      out.flush();
    }
  }
}
