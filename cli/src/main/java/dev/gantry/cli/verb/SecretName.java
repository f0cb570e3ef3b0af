package dev.gantry.cli.verb;

import dev.gantry.cli.gateway.GatewaySession;
import dev.gantry.cli.terminal.Failure;

/** What is told of a secret: never more than its name. */
record SecretName(String name) {

  /** For when there is no such secret. */
  static Failure unknown(String what, String name, GatewaySession session) {
    return Failure.of(
        "could not " + what,
        session.gateway() + " has no secret '" + name + "'",
        "gantry secret list" + session.option());
  }
}
