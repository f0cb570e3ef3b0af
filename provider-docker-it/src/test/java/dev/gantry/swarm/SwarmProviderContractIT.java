package dev.gantry.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionName;
import dev.gantry.provider.FunctionProvider;
import dev.gantry.provider.Replica;
import dev.gantry.tck.FunctionProviderContract;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** The whole provider on a real Swarm. */
@OnOverlay
class SwarmProviderContractIT extends FunctionProviderContract {

  private static TestSwarm swarm;

  @BeforeAll
  static void openSwarm() throws Exception {
    swarm = new TestSwarm();
    swarm.clear();
  }

  @AfterAll
  static void close() {
    swarm.close();
  }

  @AfterEach
  void clear() throws Exception {
    swarm.clear();
  }

  @Override
  protected FunctionProvider open() throws Exception {
    return SwarmProvider.open(TestSwarm.settings());
  }

  @Override
  protected boolean isDurable() {
    return true;
  }

  @Override
  public FunctionDeployment runnable(String service) {
    return TestSwarm.function(service, "1")
        .edit()
        .envProcess("/bin/busybox sh -c '/bin/busybox cat >&2'")
        .envVars(Map.of("combine_output", "false"))
        .build();
  }

  @Override
  public void writeLogLine(FunctionName function, Replica replica, String text) throws Exception {
    assertThat(Calls.post(replica.address().orElseThrow(), text + "\n")).isEqualTo(200);
  }
}
