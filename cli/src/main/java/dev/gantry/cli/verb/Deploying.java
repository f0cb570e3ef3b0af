package dev.gantry.cli.verb;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.cli.gateway.GatewaySession;
import dev.gantry.cli.terminal.Failure;
import dev.gantry.cli.terminal.OutputOptions;
import dev.gantry.cli.terminal.Terminal;
import dev.gantry.client.Deployed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Deploys functions one after the other, then waits for all of them.
 *
 * @param terminal where progress and results go
 * @param session which gateway
 * @param output how results are written
 * @param how what is done with a function that is there already
 * @param waitLimit how long to wait until each can be called; empty means not at all
 */
record Deploying(
    Terminal terminal,
    GatewaySession session,
    OutputOptions output,
    How how,
    Optional<Duration> waitLimit) {

  /** What is done with a function that is there already. */
  enum How {
    /** It is changed while its replicas go on. */
    UPDATE,
    /** It is removed first. */
    REPLACE,
    /** It is left alone, and that is a failure. */
    CREATE
  }

  /** What is told of one function. */
  private record Result(String name, String outcome, String url) {}

  /**
   * Deploys.
   *
   * @throws Failure at the first that is not deployed or does not become ready; those before it
   *     stay deployed
   */
  void deploy(List<FunctionDeployment> deployments) throws Failure, InterruptedException {
    List<Result> results = new ArrayList<>();
    for (FunctionDeployment deployment : deployments) {
      Deployed outcome = deploy(deployment);
      results.add(result(deployment, outcome));
    }
    if (waitLimit.isPresent()) {
      for (FunctionDeployment deployment : deployments) {
        await(deployment, waitLimit.get());
      }
    }
    output.write(terminal.out(), results, out -> results.forEach(result -> say(result)));
  }

  private void say(Result result) {
    String done = result.outcome().equals("created") ? "Deployed " : "Updated ";
    output.say(terminal.out(), done + result.name() + ": " + result.url());
  }

  private Deployed deploy(FunctionDeployment deployment) throws Failure, InterruptedException {
    String what = "deploy '" + deployment.service() + "'";
    return switch (how) {
      case UPDATE -> session.attempt(what, client -> client.deploy(deployment));
      case CREATE -> created(what, deployment);
      case REPLACE -> {
        session.attempt(what, client -> client.remove(deployment.service(), namespace(deployment)));
        yield created(what, deployment);
      }
    };
  }

  private Deployed created(String what, FunctionDeployment deployment)
      throws Failure, InterruptedException {
    return session.attempt(
        what,
        client -> {
          client.create(deployment);
          return Deployed.CREATED;
        });
  }

  private void await(FunctionDeployment deployment, Duration limit)
      throws Failure, InterruptedException {
    new ReadyWait(session, limit, doing -> progress(deployment.service() + ": " + doing))
        .await(deployment.service(), namespace(deployment));
  }

  private void progress(String line) {
    if (!output.isQuiet() && terminal.attached().err()) {
      terminal.note(line);
    }
  }

  private Result result(FunctionDeployment deployment, Deployed outcome) {
    String namespace = namespace(deployment);
    String full = deployment.service() + (namespace.isEmpty() ? "" : "." + namespace);
    return new Result(
        deployment.service(),
        outcome.name().toLowerCase(Locale.ROOT),
        session.gateway() + "/function/" + full);
  }

  private static String namespace(FunctionDeployment deployment) {
    String namespace = deployment.namespace();
    return namespace == null ? "" : namespace;
  }
}
