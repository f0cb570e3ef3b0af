package dev.gantry.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionName;
import dev.gantry.provider.FunctionProvider;
import dev.gantry.provider.Replica;
import dev.gantry.tck.FunctionProviderContract;
import dev.gantry.tck.ReplicaHttp;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** The whole provider with real watchdogs and processes. */
class ProcessProviderContractTest extends FunctionProviderContract {

  @TempDir Path folder;

  @Override
  protected FunctionProvider open() throws Exception {
    return ProcessProvider.open(ProcessProviderSettings.in(folder));
  }

  @Override
  protected boolean isDurable() {
    return true;
  }

  @Override
  public FunctionDeployment runnable(String service) {
    return FunctionDeployment.ofCommand(service, "sh -c 'cat >&2'")
        .withEnvVars(Map.of("combine_output", "false"));
  }

  @Override
  public void writeLogLine(FunctionName function, Replica replica, String text) throws Exception {
    assertThat(ReplicaHttp.post(replica, text + "\n").status()).isEqualTo(200);
  }
}
