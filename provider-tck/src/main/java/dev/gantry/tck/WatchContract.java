package dev.gantry.tck;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.api.FunctionName;
import dev.gantry.provider.FunctionState;
import dev.gantry.provider.Replica;
import dev.gantry.provider.ReplicaState;
import dev.gantry.tck.RecordingWatcher.Event;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The watcher hears of everything, in order, and is asked before a replica goes. */
interface WatchContract extends ProviderFixture {

  @Test
  default void thePresentStateComesBeforeWatchReturns() throws Exception {
    FunctionName name = deployed("echo");
    RecordingWatcher watcher = new RecordingWatcher();

    try (var _ = provider().watch(watcher)) {
      assertThat(watcher.states(name)).isNotEmpty();
      assertThat(watcher.states(name).getFirst().ready()).isEqualTo(1);
    }
  }

  @Test
  default void changesComeInOrderWithGrowingRevisions() throws Exception {
    RecordingWatcher watcher = new RecordingWatcher();
    try (var _ = provider().watch(watcher)) {
      FunctionName name = deployed("echo");
      provider().scale(name, 4);
      awaitReplicas(name, 4);
      provider().update(name, labelled("echo", "second", "yes"));
      provider().scale(name, 1);
      awaitReplicas(name, 1);

      eventually(() -> assertThat(watcher.states(name).getLast()).isEqualTo(state(name)));
      assertThat(watcher.states(name))
          .extracting(FunctionState::revision)
          .isSorted()
          .doesNotHaveDuplicates();
    }
  }

  @Test
  default void aRemovedFunctionIsTheLastThatIsHeardOfIt() throws Exception {
    RecordingWatcher watcher = new RecordingWatcher();
    try (var _ = provider().watch(watcher)) {
      FunctionName name = deployed("echo");

      provider().remove(name);

      eventually(
          () -> assertThat(watcher.events(name).getLast()).isEqualTo(new Event.Removed(name)));
      assertThat(watcher.events(name)).filteredOn(Event.Removed.class::isInstance).hasSize(1);
    }
  }

  @Test
  default void aReplicaIsWithdrawnBeforeItGoes() throws Exception {
    RecordingWatcher watcher = new RecordingWatcher();
    try (var _ = provider().watch(watcher)) {
      FunctionName name = deployed("echo");
      String busy = replicaIds(name).getFirst();
      watcher.occupy(busy);

      provider().remove(name);

      eventually(() -> assertThat(watcher.events(name)).contains(new Event.Withdrawn(name, busy)));
      eventually(
          () ->
              assertThat(watcher.states(name).getLast().replicas())
                  .extracting(Replica::state)
                  .containsExactly(new ReplicaState.Draining()));
      assertThat(watcher.events(name)).doesNotContain(new Event.Removed(name));
      watcher.leave(busy);
      eventually(() -> assertThat(watcher.events(name)).contains(new Event.Removed(name)));
    }
  }

  @Test
  default void newReplicasAreReadyBeforeOldOnesAreWithdrawn() throws Exception {
    RecordingWatcher watcher = new RecordingWatcher();
    try (var _ = provider().watch(watcher)) {
      FunctionName name = deployed("echo");
      String old = replicaIds(name).getFirst();

      provider().update(name, labelled("echo", "second", "yes"));
      eventually(() -> assertThat(replicaIds(name)).hasSize(1).doesNotContain(old));

      List<Event> events = watcher.events(name);
      int deployed = firstReady(events);
      assertThat(events).contains(new Event.Withdrawn(name, old));
      assertThat(events.subList(deployed, events.size()))
          .filteredOn(Event.Changed.class::isInstance)
          .allSatisfy(event -> assertThat(((Event.Changed) event).state().ready()).isPositive());
    }
  }

  private static int firstReady(List<Event> events) {
    for (int i = 0; i < events.size(); i++) {
      if (events.get(i) instanceof Event.Changed(FunctionState state) && state.ready() > 0) {
        return i;
      }
    }
    throw new AssertionError("never ready: " + events);
  }

  @Test
  default void thereIsOneWatcherAtATime() {
    var subscription = provider().watch(new RecordingWatcher());

    assertThatThrownBy(() -> provider().watch(new RecordingWatcher()))
        .isInstanceOf(IllegalStateException.class);

    subscription.close();
    subscription.close();
    provider().watch(new RecordingWatcher()).close();
  }

  @Test
  default void nothingIsPushedAfterTheSubscriptionIsClosed() throws Exception {
    RecordingWatcher watcher = new RecordingWatcher();
    FunctionName name = deployed("echo");
    provider().watch(watcher).close();
    int heard = watcher.events(name).size();

    provider().scale(name, 2);
    awaitReplicas(name, 2);
    provider().remove(name);

    assertThat(watcher.events(name)).hasSize(heard);
  }
}
