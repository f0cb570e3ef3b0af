package dev.gantry.gateway.admin;

import dev.gantry.gateway.endpoint.EndpointResponse;
import dev.gantry.gateway.endpoint.ProblemKind;
import dev.gantry.provider.ChangeOutcome;

/** The answers to how a provider's write ended (contract sections 0 and 1.6). */
final class Outcomes {

  private Outcomes() {}

  /** 202 for what is under way. */
  static EndpointResponse accepted(ChangeOutcome outcome) throws RejectedRequest {
    return answered(202, outcome);
  }

  /** A status of its own for what is done. */
  static EndpointResponse answered(int done, ChangeOutcome outcome) throws RejectedRequest {
    return switch (outcome) {
      case ChangeOutcome.Done() -> EndpointResponse.empty(done);
      case ChangeOutcome.NotFound(String what) ->
          throw new RejectedRequest(ProblemKind.NOT_FOUND, "there is no " + what);
      case ChangeOutcome.AlreadyExists(String what) ->
          throw new RejectedRequest(
              ProblemKind.ALREADY_EXISTS, what + " exists already; PUT replaces it");
      case ChangeOutcome.Refused refused -> throw RejectedRequest.because(refused.problems());
      case ChangeOutcome.Unsupported(String why) ->
          throw new RejectedRequest(ProblemKind.NOT_SUPPORTED, why);
      case ChangeOutcome.Failed(String why) ->
          throw new RejectedRequest(ProblemKind.PROVIDER_FAILED, why);
    };
  }
}
