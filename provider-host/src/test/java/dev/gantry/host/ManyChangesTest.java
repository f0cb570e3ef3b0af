package dev.gantry.host;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.api.FunctionName;
import dev.gantry.provider.FunctionState;
import dev.gantry.provider.Replica;
import dev.gantry.provider.ReplicaState;
import dev.gantry.provider.RestTier;
import dev.gantry.tck.RecordingWatcher;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Writers that do everything at once, on a machine where replicas die and deeds fail: in the end
 * there is what should be, once.
 */
@Timeout(120)
class ManyChangesTest {

  private static final int WRITERS = 4;
  private static final int CHANGES = 150;
  private static final List<String> DEEDS = List.of("rest", "wake");
  private static final FunctionName ECHO = new FunctionName("echo", "openfaas-fn");

  @TempDir Path folder;
  private final FakeMachine machine = new FakeMachine();
  private final RecordingWatcher watcher = new RecordingWatcher();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void leaveWhatShouldBe(long seed) throws Exception {
    for (int opening = 0; opening < 3; opening++) {
      try (HostProvider provider = FakeEngine.open(folder, machine).provider()) {
        assertAgrees(provider);
        try (var _ = provider.watch(watcher)) {
          storm(provider, seed * 100 + opening);
          assertAgrees(provider);
        }
      }
    }
    assertThat(watcher.states(ECHO))
        .extracting(FunctionState::revision)
        .isSorted()
        .doesNotHaveDuplicates();
  }

  private void storm(HostProvider provider, long seed) throws Exception {
    try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        Random random = new Random(seed * WRITERS + writer);
        all.add(writers.submit(() -> write(provider, random)));
      }
      for (Future<?> writer : all) {
        writer.get();
      }
    }
    DEEDS.forEach(machine::mend);
  }

  private void write(HostProvider provider, Random random) {
    for (int i = 0; i < CHANGES; i++) {
      switch (random.nextInt(12)) {
        case 0 -> provider.deploy(ECHO, Deployments.ofImage("echo", "example/echo:1"));
        case 1 -> provider.update(ECHO, Deployments.ofImage("echo", "example/echo:2"));
        case 2, 3 -> provider.scale(ECHO, random.nextInt(5));
        case 4, 5 -> provider.rest(ECHO, RestTier.PAUSED);
        case 6 -> provider.rest(ECHO, RestTier.STOPPED);
        case 7, 8 -> provider.wake(ECHO);
        case 9 -> machine.there().keySet().stream().findAny().ifPresent(machine::kill);
        case 10 -> {
          String deed = DEEDS.get(random.nextInt(DEEDS.size()));
          machine.fail(deed);
          Thread.yield();
          machine.mend(deed);
        }
        default -> {
          if (random.nextInt(10) == 0) {
            provider.remove(ECHO);
          }
        }
      }
    }
  }

  /** Replicas are as many as there should be, those that the machine has, and all in one state. */
  private void assertAgrees(HostProvider provider) throws Exception {
    eventually(
        () -> {
          Set<String> known =
              provider.find(ECHO).stream()
                  .flatMap(state -> state.replicas().stream())
                  .map(Replica::id)
                  .collect(Collectors.toSet());
          assertThat(machine.there().keySet()).isEqualTo(known);
          provider.find(ECHO).ifPresent(this::assertSettled);
        });
  }

  private void assertSettled(FunctionState state) {
    boolean rests =
        !state.replicas().isEmpty()
            && state.replicas().stream()
                .allMatch(replica -> replica.state() instanceof ReplicaState.Resting);
    if (rests) {
      assertThat(state.replicas()).hasSizeLessThanOrEqualTo(state.desired());
    } else {
      assertThat(state.replicas()).hasSize(state.desired());
      assertThat(state.ready()).isEqualTo(state.desired());
    }
    state
        .replicas()
        .forEach(
            replica -> assertThat(machine.there().get(replica.id())).isEqualTo(replica.state()));
  }
}
