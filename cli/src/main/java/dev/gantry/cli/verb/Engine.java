package dev.gantry.cli.verb;

import dev.gantry.cli.terminal.Terminal;
import dev.gantry.docker.EngineConnection;

/** The engine that a person's environment names. */
final class Engine {

  private Engine() {}

  static EngineConnection open(Terminal terminal) {
    return EngineConnection.open(terminal.variable("DOCKER_HOST"));
  }
}
