package dev.gantry.tck;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionName;
import dev.gantry.provider.FunctionProvider;
import dev.gantry.provider.Replica;

class MemoryProviderContractTest extends FunctionProviderContract {

  @Override
  protected FunctionProvider open() {
    return new MemoryProvider();
  }

  @Override
  protected boolean isDurable() {
    return false;
  }

  @Override
  public FunctionDeployment runnable(String service) {
    return FunctionDeployment.ofCommand(service, "cat");
  }

  @Override
  public boolean killReplica(FunctionName function, Replica replica) {
    ((MemoryProvider) provider()).crash(function, replica.id(), "it was killed");
    return true;
  }

  @Override
  public void writeLogLine(FunctionName function, Replica replica, String text) {
    ((MemoryProvider) provider()).addLogLine(function, replica.id(), text);
  }
}
