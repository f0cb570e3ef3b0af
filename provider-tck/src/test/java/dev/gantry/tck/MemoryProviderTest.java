package dev.gantry.tck;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionName;
import dev.gantry.provider.ChangeOutcome.Done;
import dev.gantry.provider.ChangeOutcome.Failed;
import dev.gantry.provider.FunctionState;
import dev.gantry.provider.Replica;
import dev.gantry.provider.ReplicaState;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryProviderTest {

  private static final FunctionName ECHO = new FunctionName("echo", "openfaas-fn");

  @Test
  void replicasWaitForTheTestWhenReadinessIsHeld() throws Exception {
    try (MemoryProvider provider = new MemoryProvider()) {
      provider.holdReadiness();
      provider.deploy(ECHO, FunctionDeployment.ofCommand("echo", "cat"));
      eventually(() -> assertThat(only(provider).address()).isPresent());
      assertThat(only(provider).state()).isEqualTo(new ReplicaState.Starting());

      provider.releaseReadiness();

      assertThat(only(provider).state()).isEqualTo(new ReplicaState.Ready());
    }
  }

  @Test
  void aReplicaThatCannotBeStartedFailsWithItsReason() throws Exception {
    MemorySettings settings =
        MemorySettings.DEFAULT.withStarter(
            (name, replicaId) -> {
              throw new IOException("no room");
            });
    try (MemoryProvider provider = new MemoryProvider(settings)) {
      provider.deploy(ECHO, FunctionDeployment.ofCommand("echo", "cat"));

      eventually(
          () -> assertThat(only(provider).state()).isEqualTo(new ReplicaState.Failing("no room")));
    }
  }

  @Test
  void oldReplicasStayUntilNewOnesAreReady() throws Exception {
    try (MemoryProvider provider = new MemoryProvider()) {
      provider.deploy(ECHO, FunctionDeployment.ofCommand("echo", "cat"));
      eventually(() -> assertThat(state(provider).ready()).isEqualTo(1));
      String old = only(provider).id();
      provider.holdReadiness();
      provider.update(ECHO, FunctionDeployment.ofCommand("echo", "tac"));
      eventually(() -> assertThat(state(provider).replicas()).hasSize(2));
      assertThat(state(provider).ready()).isEqualTo(1);

      provider.releaseReadiness();

      eventually(() -> assertThat(only(provider).id()).isNotEqualTo(old));
    }
  }

  @Test
  void failsTheNextChangeOnceAndSaysItsTrouble() {
    try (MemoryProvider provider = new MemoryProvider()) {
      provider.failNextChange("engine on fire");
      provider.setTrouble("on fire");

      assertThat(provider.deploy(ECHO, FunctionDeployment.ofCommand("echo", "cat")))
          .isEqualTo(new Failed("engine on fire"));
      assertThat(provider.deploy(ECHO, FunctionDeployment.ofCommand("echo", "cat")))
          .isEqualTo(new Done());
      assertThat(provider.trouble()).contains("on fire");
    }
  }

  private static FunctionState state(MemoryProvider provider) {
    return provider.find(ECHO).orElseThrow();
  }

  private static Replica only(MemoryProvider provider) {
    List<Replica> replicas = state(provider).replicas();
    assertThat(replicas).hasSize(1);
    return replicas.getFirst();
  }
}
