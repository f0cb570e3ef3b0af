package dev.gantry.gateway.admin;

import dev.gantry.api.FunctionName;
import dev.gantry.api.Problem;
import dev.gantry.gateway.endpoint.EndpointRequest;
import dev.gantry.gateway.endpoint.ProblemKind;
import dev.gantry.gateway.endpoint.RequestProblem;
import dev.gantry.provider.LogQuery;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The query of {@code /system/logs} (contract 1.7): everything wrong with it at once, as 422. */
final class LogParameters {

  /** What the clients' language takes for true; anything else is false there too. */
  private static final Set<String> TRUE = Set.of("1", "t", "T", "true", "TRUE", "True");

  private LogParameters() {}

  static LogQuery read(EndpointRequest request, Addressing addressing) throws RejectedRequest {
    List<Problem> problems = new ArrayList<>();
    String name = request.parameter("name").orElse("");
    if (name.isEmpty()) {
      problems.add(new Problem("name", "", "the function's name"));
    }
    OptionalInt tail = tail(request.parameter("tail").orElse(""), problems);
    Optional<Instant> since = since(request.parameter("since").orElse(""), problems);
    if (!problems.isEmpty()) {
      throw new RejectedRequest(RequestProblem.of(ProblemKind.INVALID_PARAMETER, problems));
    }
    return new LogQuery(
        function(request, name, addressing),
        request.parameter("instance").filter(id -> !id.isEmpty()),
        tail,
        since,
        request.parameter("follow").filter(TRUE::contains).isPresent());
  }

  private static FunctionName function(EndpointRequest request, String name, Addressing addressing)
      throws RejectedRequest {
    if (FunctionName.parse(name, addressing.defaultNamespace()).isEmpty()) {
      throw new RejectedRequest(ProblemKind.NOT_FOUND, "there is no function " + name);
    }
    return addressing.function(request, "name", name, null);
  }

  private static OptionalInt tail(String text, List<Problem> problems) {
    if (text.isEmpty() || text.equals("-1")) {
      return OptionalInt.empty();
    }
    if (!text.matches("[0-9]{1,9}")) {
      problems.add(new Problem("tail", text, "a number of lines, or -1 for all"));
      return OptionalInt.empty();
    }
    return OptionalInt.of(Integer.parseInt(text));
  }

  private static Optional<Instant> since(String text, List<Problem> problems) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException malformed) {
      problems.add(new Problem("since", text, "a time such as 2026-01-31T08:30:00Z"));
      return Optional.empty();
    }
  }
}
