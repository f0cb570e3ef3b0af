package dev.gantry.tck;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionDeploymentBuilder;
import dev.gantry.api.FunctionName;
import dev.gantry.provider.Capabilities;
import dev.gantry.provider.FunctionProvider;
import dev.gantry.provider.Replica;
import dev.gantry.provider.RestTier;
import java.util.Set;

/** The least a provider can do passes the contract too. */
class LimitedMemoryProviderContractTest extends FunctionProviderContract {

  @Override
  protected FunctionProvider open() {
    return new MemoryProvider(
        MemorySettings.DEFAULT.withCapabilities(
            new Capabilities(Set.of(RestTier.REMOVED), true, false, false, false, false, false)));
  }

  @Override
  protected boolean isDurable() {
    return false;
  }

  @Override
  public FunctionDeployment runnable(String service) {
    return FunctionDeploymentBuilder.of(service).image("example/echo:1").build();
  }

  @Override
  public void writeLogLine(FunctionName function, Replica replica, String text) {
    ((MemoryProvider) provider()).addLogLine(function, replica.id(), text);
  }
}
