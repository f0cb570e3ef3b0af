package dev.gantry.swarm;

import dev.gantry.api.FunctionName;
import dev.gantry.api.LogMessage;
import dev.gantry.provider.LogQuery;
import dev.gantry.provider.LogStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Logs of a function's services. */
final class SwarmLogs {

  private final SwarmApi api;
  private final SwarmView view;

  SwarmLogs(SwarmApi api, SwarmView view) {
    this.api = api;
    this.view = view;
  }

  Optional<LogStream> open(LogQuery query) {
    if (view.find(query.function()).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        query.follow() ? new FollowedLog(api, view, query) : new PastLog(past(query).iterator()));
  }

  /** All lines that are asked for, oldest first; the engine's own tail is one for each task. */
  private List<LogMessage> past(LogQuery query) {
    String tail = tail(query);
    List<LogMessage> lines = new ArrayList<>();
    for (String service : services(view, query.function())) {
      try (ServiceLogReading reading = new ServiceLogReading(api, service, query, false, tail)) {
        reading.forEach(lines::add);
      } catch (EngineRefusal gone) {
        if (!gone.isNotFound()) {
          throw gone;
        }
      }
    }
    lines.sort(Comparator.comparing(LogMessage::timestamp));
    int most = query.tail().orElse(lines.size());
    return lines.subList(Math.max(0, lines.size() - most), lines.size());
  }

  static String tail(LogQuery query) {
    return query.tail().isPresent() ? Integer.toString(query.tail().getAsInt()) : "all";
  }

  /** The services of a function that are there now. */
  static Set<String> services(SwarmView view, FunctionName name) {
    return view.ask(name, function -> Optional.of(Set.copyOf(function.services().keySet())))
        .orElse(Set.of());
  }
}
