package dev.gantry.swarm;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.LogSwarmObjectCmd;
import dev.gantry.api.FunctionName;
import dev.gantry.api.LogMessage;
import dev.gantry.provider.LogQuery;
import dev.gantry.provider.LogStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Logs of a function's services. */
final class SwarmLogs {

  private final DockerClient client;
  private final SwarmView view;

  SwarmLogs(DockerClient client, SwarmView view) {
    this.client = client;
    this.view = view;
  }

  Optional<LogStream> open(LogQuery query) {
    if (view.find(query.function()).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        query.follow()
            ? new FollowedLog(client, view, query)
            : new PastLog(past(query).iterator()));
  }

  /** All lines that are asked for, oldest first. */
  private List<LogMessage> past(LogQuery query) {
    List<LogMessage> lines = new ArrayList<>();
    for (String service : services(view, query.function()).keySet()) {
      LogSwarmObjectCmd command = command(client, service, query);
      query.tail().ifPresent(command::withTail);
      lines.addAll(ServiceLogReading.all(command, query));
    }
    lines.sort(Comparator.comparing(LogMessage::timestamp));
    int most = query.tail().orElse(lines.size());
    return lines.subList(Math.max(0, lines.size() - most), lines.size());
  }

  static LogSwarmObjectCmd command(DockerClient client, String service, LogQuery query) {
    LogSwarmObjectCmd command =
        client
            .logServiceCmd(service)
            .withStdout(true)
            .withStderr(true)
            .withTimestamps(true)
            .withDetails(true);
    query.since().ifPresent(since -> command.withSince((int) since.getEpochSecond()));
    return command;
  }

  static Map<String, String> services(SwarmView view, FunctionName name) {
    return view.ask(name, function -> Optional.of(function.serviceNames())).orElse(Map.of());
  }
}
