package dev.gantry.gateway.admin;

import dev.gantry.api.Problem;
import dev.gantry.gateway.endpoint.ProblemKind;
import dev.gantry.gateway.endpoint.RequestProblem;
import java.util.List;

/** A request that is not carried out; the client is told why. No bug, so it has no stack. */
final class RejectedRequest extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient RequestProblem problem;

  RejectedRequest(RequestProblem problem) {
    super(problem.detail(), null, false, false);
    this.problem = problem;
  }

  RejectedRequest(ProblemKind kind, String detail) {
    this(new RequestProblem(kind, detail));
  }

  /** For values in a body, path or query. */
  static RejectedRequest because(List<Problem> problems) {
    return new RejectedRequest(RequestProblem.of(ProblemKind.INVALID_VALUE, problems));
  }

  /** For one value in a body, path or query. */
  static RejectedRequest because(String key, String value, String expected) {
    return because(List.of(new Problem(key, value, expected)));
  }

  RequestProblem problem() {
    return problem;
  }
}
