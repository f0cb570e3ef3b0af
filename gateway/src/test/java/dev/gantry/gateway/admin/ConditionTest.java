package dev.gantry.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionName;
import dev.gantry.api.FunctionStatus.State;
import dev.gantry.provider.FunctionState;
import dev.gantry.provider.Replica;
import dev.gantry.provider.ReplicaState;
import dev.gantry.provider.ReplicaState.Draining;
import dev.gantry.provider.ReplicaState.Failing;
import dev.gantry.provider.ReplicaState.Pulling;
import dev.gantry.provider.ReplicaState.Ready;
import dev.gantry.provider.ReplicaState.Resting;
import dev.gantry.provider.ReplicaState.Starting;
import dev.gantry.provider.RestTier;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConditionTest {

  private static final ReplicaState PAUSED = new Resting(RestTier.PAUSED);

  static Stream<Arguments> cases() {
    return Stream.of(
        one(0, State.ASLEEP, null),
        one(0, State.ASLEEP, null, new Draining()),
        one(1, State.STARTING, null),
        one(1, State.STARTING, null, new Starting()),
        one(1, State.READY, null, new Ready()),
        one(2, State.READY, null, new Starting(), new Ready()),
        one(2, State.READY, "gone", new Failing("gone"), new Ready()),
        one(0, State.READY, null, new Ready()),
        one(1, State.ASLEEP, null, PAUSED),
        one(2, State.STARTING, null, PAUSED, new Starting()),
        one(1, State.FAILING, "no such command", new Failing("no such command")),
        one(3, State.FAILING, "b; a", new Failing("b"), new Failing("a"), new Failing("b")),
        one(2, State.FAILING, "a", new Failing("a"), new Starting()),
        one(2, State.FAILING, "a", new Failing("a"), new Pulling(0.5)),
        one(2, State.PULLING, null, new Pulling(0.5), new Starting()),
        one(1, State.STARTING, null, new Draining()));
  }

  private static Arguments one(
      int desired, State state, @Nullable String reason, ReplicaState... replicas) {
    return Arguments.of(desired, List.of(replicas), state, reason);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isOneWordWithItsReason(
      int desired, List<ReplicaState> replicas, State state, @Nullable String reason) {
    Condition condition = Condition.of(function(desired, replicas, Optional.empty()));

    assertThat(condition.state()).isEqualTo(state);
    assertThat(condition.reason()).isEqualTo(reason);
  }

  @Test
  void theSlowestPullCounts() {
    Condition condition =
        Condition.of(function(2, List.of(new Pulling(0.75), new Pulling(0.25)), Optional.empty()));

    assertThat(condition.progress()).isEqualTo(0.25);
  }

  @Test
  void onlyPullingHasProgress() {
    assertThat(
            Condition.of(function(2, List.of(new Pulling(0.5), new Ready()), Optional.empty()))
                .progress())
        .isNull();
  }

  @Test
  void aNoteStandsWithTheReasons() {
    Optional<String> note = Optional.of("memory raised to 24 MB");

    assertThat(Condition.of(function(1, List.of(new Ready()), note)).reason())
        .isEqualTo("memory raised to 24 MB");
    assertThat(Condition.of(function(1, List.of(new Failing("a")), note)).reason())
        .isEqualTo("a; memory raised to 24 MB");
    assertThat(Condition.of(function(1, List.of(new Starting()), note)).state())
        .isEqualTo(State.STARTING);
  }

  private static FunctionState function(
      int desired, List<ReplicaState> replicas, Optional<String> note) {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
    return new FunctionState(
        new FunctionName("fn", "ns"),
        1,
        FunctionDeployment.ofCommand("fn", "cat"),
        desired,
        replicas.stream()
            .map(
                state ->
                    new Replica("r", Optional.of(address), state, Instant.EPOCH, Optional.empty()))
            .toList(),
        Instant.EPOCH,
        Instant.EPOCH,
        note);
  }
}
