package dev.gantry.tck;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.api.FunctionName;
import dev.gantry.api.ScaleBounds;
import dev.gantry.provider.FunctionState;
import dev.gantry.provider.Replica;
import dev.gantry.provider.ReplicaState;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Replicas die; the watcher hears why, and others take calls. */
interface LossContract extends ProviderFixture {

  @Test
  default void aReplicaThatDiesIsFailingWithItsReasonAndComesBack() throws Exception {
    FunctionName name = deployed(labelled("echo", ScaleBounds.MIN, "2"));
    Replica victim = state(name).replicas().getFirst();
    RecordingWatcher watcher = new RecordingWatcher();
    try (var _ = provider().watch(watcher)) {
      if (!killReplica(name, victim)) {
        return; // its replicas do not end of themselves
      }

      eventually(
          () ->
              assertThat(watcher.states(name).stream().flatMap(state -> failures(state).stream()))
                  .isNotEmpty()
                  .allSatisfy(failing -> assertThat(failing.reason()).isNotBlank()));
      assertThat(watcher.states(name)).allSatisfy(state -> assertThat(state.ready()).isPositive());
      awaitReplicas(name, 2);
      assertThat(state(name).desired()).isEqualTo(2);
    }
  }

  private static List<ReplicaState.Failing> failures(FunctionState state) {
    return state.replicas().stream()
        .map(Replica::state)
        .filter(ReplicaState.Failing.class::isInstance)
        .map(ReplicaState.Failing.class::cast)
        .toList();
  }
}
