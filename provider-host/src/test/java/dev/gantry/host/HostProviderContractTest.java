package dev.gantry.host;

import static java.util.Objects.requireNonNull;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionName;
import dev.gantry.provider.FunctionProvider;
import dev.gantry.provider.Replica;
import dev.gantry.tck.FunctionProviderContract;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

/** With an engine whose replicas rest, die and outlive the program. */
class HostProviderContractTest extends FunctionProviderContract {

  @TempDir Path folder;
  private final FakeMachine machine = new FakeMachine();
  private FakeEngine.@Nullable Opened opened;

  @Override
  protected FunctionProvider open() throws Exception {
    opened = FakeEngine.open(folder, machine);
    return opened.provider();
  }

  @Override
  protected boolean isDurable() {
    return true;
  }

  @Override
  public FunctionDeployment runnable(String service) {
    return Deployments.ofImage(service, "example/echo:1");
  }

  @Override
  public boolean killReplica(FunctionName function, Replica replica) {
    machine.kill(replica.id());
    return true;
  }

  @Override
  public void writeLogLine(FunctionName function, Replica replica, String text) {
    requireNonNull(opened).engine().writeLine(function, replica.id(), text);
  }
}
