package dev.gantry.docker;

import com.github.dockerjava.api.model.Info;
import com.github.dockerjava.api.model.LocalNodeState;
import com.github.dockerjava.api.model.SwarmInfo;

/**
 * What an engine says of itself, for people.
 *
 * @param address where it is
 * @param version its version
 * @param swarm whether it is in a Swarm, one sentence
 * @param isManager whether it manages one
 */
public record EngineReport(String address, String version, String swarm, boolean isManager) {

  /**
   * Asks an engine; blocks.
   *
   * @throws RuntimeException if the engine does not answer, see {@link EngineFault}
   */
  public static EngineReport of(EngineConnection engine) {
    Info info = engine.client().infoCmd().exec();
    SwarmInfo swarm = info.getSwarm();
    boolean member = swarm != null && swarm.getLocalNodeState() == LocalNodeState.ACTIVE;
    boolean manager = member && Boolean.TRUE.equals(swarm.getControlAvailable());
    return new EngineReport(
        engine.host().toString(),
        String.valueOf(info.getServerVersion()),
        said(member, manager),
        manager);
  }

  private static String said(boolean member, boolean manager) {
    if (manager) {
      return "this engine manages a Swarm";
    }
    return member ? "this engine only works for a Swarm" : "this engine is in no Swarm";
  }
}
