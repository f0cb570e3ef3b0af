package dev.gantry.process;

import static java.util.Objects.requireNonNull;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionName;
import dev.gantry.provider.FunctionProvider;
import dev.gantry.provider.Replica;
import dev.gantry.tck.FunctionProviderContract;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

/** The provider's own part of the contract, without watchdogs. */
class FakeReplicasContractTest extends FunctionProviderContract {

  @TempDir Path folder;

  private @Nullable FakeLauncher launcher;

  @Override
  protected FunctionProvider open() throws Exception {
    return ProcessProvider.open(
        ProcessProviderSettings.in(folder), open -> launcher = new FakeLauncher(open.logs()));
  }

  @Override
  protected boolean isDurable() {
    return true;
  }

  @Override
  public FunctionDeployment runnable(String service) {
    return FunctionDeployment.ofCommand(service, "cat");
  }

  @Override
  public void writeLogLine(FunctionName function, Replica replica, String text) {
    requireNonNull(launcher).log(function, replica.id(), text);
  }
}
