package dev.gantry.bench.container;

import dev.gantry.engine.DockerProvider;
import dev.gantry.engine.DockerProviderSettings;
import dev.gantry.host.folder.CannotStartException;
import dev.gantry.swarm.CannotUseSwarmException;
import dev.gantry.swarm.SwarmProvider;
import dev.gantry.swarm.SwarmProviderSettings;
import java.io.IOException;
import java.nio.file.Path;

/** The providers as they are by default, but beside what else may run on this machine. */
final class BenchProviders {

  private static final String NAME = "gantry-bench";

  private BenchProviders() {}

  static DockerProvider engine(Path data) throws IOException {
    try {
      return DockerProvider.open(DockerProviderSettings.in(data).withNetwork(NAME + "-functions"));
    } catch (CannotStartException impossible) {
      throw new IOException(impossible.getMessage(), impossible);
    }
  }

  static SwarmProvider swarm(String network) throws IOException {
    try {
      return SwarmProvider.open(SwarmProviderSettings.DEFAULT.withNetwork(network).withOwner(NAME));
    } catch (CannotUseSwarmException impossible) {
      throw new IOException(impossible.getMessage(), impossible);
    }
  }
}
