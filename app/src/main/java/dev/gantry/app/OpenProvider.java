package dev.gantry.app;

import dev.gantry.app.settings.ProviderChoice;
import dev.gantry.app.settings.UpSettings;
import dev.gantry.engine.DockerProvider;
import dev.gantry.engine.DockerProviderSettings;
import dev.gantry.host.folder.CannotStartException;
import dev.gantry.process.ProcessProvider;
import dev.gantry.process.ProcessProviderSettings;
import dev.gantry.process.folder.FunctionUser;
import dev.gantry.provider.FunctionProvider;
import dev.gantry.provider.ProviderException;
import dev.gantry.swarm.CannotUseSwarmException;
import dev.gantry.swarm.SwarmProvider;
import dev.gantry.swarm.SwarmProviderSettings;

/**
 * A provider that was opened, closed by who opened it.
 *
 * @param provider what runs the replicas
 * @param runsFunctions where and with whose rights functions run, for people
 */
record OpenProvider(FunctionProvider provider, String runsFunctions) {

  /**
   * Opens the provider that was chosen.
   *
   * @throws StartException if it cannot be
   */
  static OpenProvider of(UpSettings settings) throws StartException {
    return switch (settings.provider()) {
      case ProviderChoice.Processes process -> process(settings, process);
      case ProviderChoice.Docker docker -> docker(settings, docker);
      case ProviderChoice.Swarm swarm -> swarm(settings, swarm);
    };
  }

  private static OpenProvider process(UpSettings settings, ProviderChoice.Processes process)
      throws StartException {
    try {
      ProcessProvider provider =
          ProcessProvider.open(
              ProcessProviderSettings.in(settings.data())
                  .withDefaultNamespace(settings.namespace())
                  .withRunAs(process.runAs().orElse(""))
                  .withVersion(BuildVersion.current()));
      FunctionUser user = provider.runsFunctionsAs();
      return new OpenProvider(
          provider,
          "as " + (user.isOther() ? user.name() : user.name() + ", with all rights of this user"));
    } catch (CannotStartException impossible) {
      throw new StartException(String.valueOf(impossible.getMessage()), "");
    }
  }

  private static OpenProvider docker(UpSettings settings, ProviderChoice.Docker docker)
      throws StartException {
    DockerProviderSettings usual =
        DockerProviderSettings.in(settings.data())
            .withNetwork(docker.network())
            .withAccess(docker.access())
            .withDefaultNamespace(settings.namespace())
            .withVersion(BuildVersion.current());
    try {
      return new OpenProvider(
          DockerProvider.open(docker.host().map(usual::withEngine).orElse(usual)),
          "in containers on the network " + docker.network());
    } catch (CannotStartException impossible) {
      throw new StartException(String.valueOf(impossible.getMessage()), "");
    }
  }

  private static OpenProvider swarm(UpSettings settings, ProviderChoice.Swarm swarm)
      throws StartException {
    SwarmProviderSettings usual =
        SwarmProviderSettings.DEFAULT
            .withNetwork(swarm.network())
            .withOwner(swarm.owner())
            .withDefaultNamespace(settings.namespace())
            .withVersion(BuildVersion.current());
    try {
      return new OpenProvider(
          SwarmProvider.open(swarm.host().map(usual::withEngine).orElse(usual)),
          "as services of the Swarm on the network " + swarm.network());
    } catch (CannotUseSwarmException | ProviderException impossible) {
      throw new StartException(String.valueOf(impossible.getMessage()), "");
    }
  }
}
