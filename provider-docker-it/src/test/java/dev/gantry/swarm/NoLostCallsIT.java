package dev.gantry.swarm;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionName;
import dev.gantry.api.ScaleBounds;
import dev.gantry.api.VersionInfo;
import dev.gantry.gateway.Gateway;
import dev.gantry.gateway.GatewaySettings;
import dev.gantry.gateway.scale.ScalingMode;
import dev.gantry.provider.ChangeOutcome.Done;
import dev.gantry.provider.FunctionState;
import dev.gantry.provider.Replica;
import dev.gantry.provider.ReplicaState;
import dev.gantry.tck.SteadyLoad;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A load that goes on through everything, with a real gateway, and its counts. */
@OnOverlay
@Timeout(400)
class NoLostCallsIT {

  private static final FunctionName NAME = new FunctionName("steady", "openfaas-fn");
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int CHANGES = 20;

  private TestSwarm swarm;
  private SwarmProvider provider;
  private Gateway gateway;

  @BeforeEach
  void open() throws Exception {
    swarm = new TestSwarm();
    swarm.clear();
    provider = SwarmProvider.open(TestSwarm.settings());
    gateway = Gateway.start(settings(), provider);
    assertThat(provider.deploy(NAME, generation(0))).isEqualTo(new Done());
    eventually(LIMIT, () -> assertThat(state().ready()).isEqualTo(2));
  }

  @AfterEach
  void close() throws Exception {
    gateway.close();
    provider.close();
    swarm.clear();
    swarm.close();
  }

  @Test
  void losesNoCallDuringUpdatesAndScaleChanges() throws Exception {
    try (SteadyLoad load = SteadyLoad.start(uri(), 200)) {
      for (int i = 1; i <= CHANGES; i++) {
        update(i);
      }
      int duringUpdates = load.sent();
      for (int i = 1; i <= CHANGES; i++) {
        scale(i % 2 == 0 ? 2 : 4);
      }
      Map<Integer, String> failures = load.finish();

      System.out.printf(
          "Swarm: %d calls, 200 a second, during %d updates, %d during %d scale changes, failed: %s%n",
          duringUpdates, CHANGES, load.sent() - duringUpdates, CHANGES, failures);
      assertThat(failures).isEmpty();
      assertThat(load.sent()).isGreaterThan(CHANGES * 100);
    }
  }

  private void update(int number) throws Exception {
    Set<String> before = ready();
    assertThat(provider.update(NAME, generation(number))).isEqualTo(new Done());
    eventually(LIMIT, () -> assertThat(ready()).hasSize(2).doesNotContainAnyElementsOf(before));
  }

  private void scale(int replicas) throws Exception {
    assertThat(provider.scale(NAME, replicas)).isEqualTo(new Done());
    eventually(LIMIT, () -> assertThat(ready()).hasSize(replicas));
  }

  private Set<String> ready() {
    Set<String> found = new HashSet<>();
    for (Replica replica : state().replicas()) {
      if (replica.state() instanceof ReplicaState.Ready) {
        found.add(replica.id());
      }
    }
    return found;
  }

  private FunctionState state() {
    return provider.find(NAME).orElseThrow();
  }

  private URI uri() {
    return URI.create("http://127.0.0.1:" + gateway.address().getPort() + "/function/steady");
  }

  private static FunctionDeployment generation(int number) {
    return TestSwarm.function("steady", number % 2 == 0 ? "1" : "2")
        .withLabels(Map.of(ScaleBounds.MIN, "2", "number", Integer.toString(number)));
  }

  private static GatewaySettings settings() {
    return GatewaySettings.onFreePorts(
        Duration.ofSeconds(30), ScalingMode.OFF, new VersionInfo("", "", "test"));
  }
}
