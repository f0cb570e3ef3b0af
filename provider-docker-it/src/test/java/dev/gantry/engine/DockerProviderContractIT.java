package dev.gantry.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionName;
import dev.gantry.provider.FunctionProvider;
import dev.gantry.provider.Replica;
import dev.gantry.tck.FunctionProviderContract;
import dev.gantry.tck.ReplicaHttp;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The whole provider with a real engine and real watchdogs. */
@ExtendWith(EngineCondition.class)
class DockerProviderContractIT extends FunctionProviderContract {

  @TempDir Path folder;
  private @Nullable Playground playground;

  @Override
  protected FunctionProvider open() throws Exception {
    if (playground == null) {
      playground = new Playground(folder.resolve("data"));
    }
    return playground.open();
  }

  @AfterEach
  void clean() throws Exception {
    provider().close();
    if (playground != null) {
      playground.close();
    }
  }

  @Override
  protected boolean isDurable() {
    return true;
  }

  @Override
  public FunctionDeployment runnable(String service) {
    return FunctionDeployments.of(service, TestImage.NAME, "sh -c 'cat >&2'")
        .withEnvVars(Map.of("combine_output", "false"));
  }

  @Override
  public void writeLogLine(FunctionName function, Replica replica, String text) throws Exception {
    assertThat(ReplicaHttp.post(replica, text + "\n").status()).isEqualTo(200);
  }
}
